package datachoice.portal.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.core.io.ClassPathResource;

/** Makes the two roles {@code owner} and {@code app} by the file that production uses too, {@code postgres/roles.sql}. */
public final class DatabaseRoles {
    private DatabaseRoles() {}

    /**
     * Makes or corrects the roles and gives the database to {@code owner}.
     * @param superuser a connection to the database that the roles are for
     */
    public static void apply(Connection superuser, String ownerPassword, String appPassword) throws SQLException {
        try (var settings = superuser.prepareStatement(
                "select set_config('datachoice.owner_password', ?, false), set_config('datachoice.app_password', ?, false)")) {
            settings.setString(1, ownerPassword);
            settings.setString(2, appPassword);
            settings.execute();
        }
        try (var statement = superuser.createStatement()) {
            statement.execute(new ClassPathResource("postgres/roles.sql").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("postgres/roles.sql cannot be read: " + e, e);
        }
    }

    /**
     * Address for the PostgreSQL driver. Many rows go in one statement; a refused row is not quoted in the error text,
     * which would end up in our log; and the server's list of connections names us.
     */
    public static String jdbcUrl(String host, int port, String database) {
        return "jdbc:postgresql://%s:%d/%s?reWriteBatchedInserts=true&logServerErrorDetail=false&ApplicationName=datachoice"
                .formatted(host, port, database);
    }
}
