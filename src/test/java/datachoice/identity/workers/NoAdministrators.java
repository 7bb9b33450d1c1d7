package datachoice.identity.workers;

import static datachoice.TestPeople.asJob;

import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** For as long as it is open a portal that has administrators stands as on its first day, waiting for one. */
public final class NoAdministrators implements AutoCloseable {
    private final JdbcTemplate jdbc;
    private final Path file;
    private final List<UUID> away;

    public NoAdministrators(ApplicationContext portal) {
        jdbc = portal.getBean(JdbcTemplate.class);
        file = portal.getBean(PortalSettings.class).home().resolve(FirstAdmin.FILE);
        away = jdbc.queryForList("""
                update identity.account a set switched_off_at = now() from identity.account_role r
                where r.account = a.id and r.role = 'PLATFORM_ADMIN' and a.switched_off_at is null returning a.id
                """, UUID.class);
        var firstAdmin = portal.getBean(FirstAdmin.class);
        asJob(() -> {
            firstAdmin.prepare();
        });
    }

    /** The code that the file holds. */
    public String code() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.update("delete from identity.first_admin where used_at is null");
        away.forEach(admin -> jdbc.update("update identity.account set switched_off_at = null where id = ?", admin));
    }
}
