package datachoice.portal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database lets us in, asked once before anything else asks it. If not, one line says which setting is wrong:
 * the pools and libraries that come after would each tell the same at length, and none of them knows our settings.
 */
final class DatabaseReach {
    private static final String URL = "SPRING_DATASOURCE_URL";

    private DatabaseReach() {}

    /** Opens a connection, or does not. */
    interface Door {
        Connection open() throws SQLException;
    }

    /**
     * @param role who signs in; null where the address says so
     * @param user setting that names them
     * @param password setting with their password
     * @throws StartRefused if they cannot
     */
    static void check(Door door, @Nullable String role, String user, String password) {
        try {
            door.open().close();
        } catch (SQLException refused) {
            throw new StartRefused(line(refused, Objects.requireNonNullElse(role, "nobody"), user, password));
        }
    }

    static String line(SQLException refused, String role, String user, String password) {
        var state = Objects.requireNonNullElse(refused.getSQLState(), "");
        var words = PlainText.of(Objects.requireNonNullElse(refused.getMessage(), "nothing")
                .strip()
                .replaceAll("\\s+", " "));
        if (state.equals("28P01")) {
            return "%s is not the password of \"%s\", whom %s names, or the database knows nobody of that name."
                            .formatted(password, role, user)
                    + " Set the password that roles.sql was given.";
        }
        if (state.equals("28000")) {
            return "The database does not let \"%s\" in, whom %s names: see its pg_hba.conf. It says: %s"
                    .formatted(role, user, words);
        }
        if (state.equals("08004")) {
            return "%s is missing, or the database takes no connection from here. It says: %s"
                    .formatted(password, words);
        }
        if (state.equals("3D000")) {
            return "%s names a database that is not there. Make it, or mend the name. PostgreSQL says: %s"
                    .formatted(URL, words);
        }
        if (state.startsWith("08") || state.equals("57P03") || state.equals("53300")) {
            return ("The database of %s cannot be reached now. See that PostgreSQL runs, and that host and port are right;"
                            + " then start the portal again. The connection says: %s")
                    .formatted(URL, words);
        }
        return "The database of %s does not take \"%s\", whom %s names (%s): %s"
                .formatted(URL, role, user, state, words);
    }
}
