package datachoice.portal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.ObjectMapper;

/**
 * The migrations of all modules without the portal around them: run once by whoever has the owner's password, so that the
 * portal which serves pages need not have it (T9, D2). Where it has it all the same, as in a demo, a start runs them by
 * itself, in the same way; MigrationsTests compares the two.
 */
public final class Migrations {
    static final String ROOT = "__root";
    static final Map<String, String> SETTINGS =
            Map.of("flyway.postgresql.transactional.lock", "false", "flyway.lockRetryCount", "-1");

    private final String address;
    private final String user;
    private final String password;

    /** @param user who signs in at that address */
    public Migrations(String address, String user, String password) {
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /**
     * Brings the database to this release.
     *
     * @return how many migrations there were to run
     * @throws StartRefused if the database does not let the owner in, or one of them failed
     */
    public int run(boolean tls) {
        ProductionSettings.checkReadable(address, tls);
        checkReach("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD");
        int done = 0;
        try (var owner = connections()) {
            for (var module : modules()) {
                try {
                    done += migrate(flyway(module, owner));
                } catch (FlywayException failed) {
                    var words = String.valueOf(failed.getMessage()).strip().replaceAll("\\s+", " ");
                    throw new StartRefused("The database could not be brought to this release, in \"%s\": %s"
                            .formatted(module, PlainText.of(words)));
                }
            }
        }
        return done;
    }

    /**
     * Two that begin on an empty database at once may find the list of the other one there, and nothing in it yet: it is
     * tried again.
     *
     * @return how many migrations there were to run
     */
    static int migrate(Flyway flyway) {
        for (int tries = 1; ; tries++) {
            try {
                return flyway.migrate().migrationsExecuted;
            } catch (FlywayException failed) {
                if (tries == 20 || !String.valueOf(failed.getMessage()).startsWith("Unable to baseline")) {
                    throw failed;
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
    }

    /**
     * For a portal that runs none.
     *
     * @throws StartRefused if the database does not let it in, or is behind this release
     */
    void checkThatTheyRan() {
        checkReach("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
        var missing = new ArrayList<String>();
        try (var app = connections()) {
            for (var module : modules()) {
                try {
                    var migrations = flyway(module, app).info();
                    var failed = Stream.of(migrations.all())
                            .filter(migration -> migration.getState().isFailed()); // an index that broke off
                    Stream.concat(Stream.of(migrations.pending()), failed)
                            .forEach(migration -> missing.add(module + " " + migration.getVersion()));
                } catch (FlywayException unreadable) { // from a time when nobody but the owner could read the list
                    missing.add(module);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    ("The database is behind this release (%s). Bring it there first, as its owner: \"systemctl"
                                    + " start datachoice-migrate\", or \"java -jar datachoice.jar migrate\" with SPRING_FLYWAY_USER and"
                                    + " SPRING_FLYWAY_PASSWORD.")
                            .formatted(String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                                    + (missing.size() > 3 ? " and %d more".formatted(missing.size() - 3) : "")));
        }
    }

    private void checkReach(String userSetting, String passwordSetting) {
        DatabaseReach.check(
                () -> DriverManager.getConnection(address, user, password), user, userSetting, passwordSetting);
    }

    /** A few, for all modules; they end with this. */
    private HikariDataSource connections() {
        var connections = new HikariDataSource();
        connections.setJdbcUrl(address);
        connections.setUsername(user);
        connections.setPassword(password);
        connections.setMaximumPoolSize(4);
        connections.setMinimumIdle(0);
        return connections;
    }

    static Flyway flyway(String module, DataSource as) {
        return flyway(
                module,
                Flyway.configure()
                        .configuration(SETTINGS)
                        .dataSource(as)
                        .schemas("public")
                        .callbacks(new ConcurrentIndexes(), new ReadableHistory()));
    }

    /** Each module has a folder and a list of its own, and shares the schema of the lists with the others. */
    static Flyway flyway(String module, FluentConfiguration settings) {
        return settings.locations("classpath:db/migration/" + module)
                .table("flyway_schema_history" + (module.equals(ROOT) ? "" : "_" + module))
                .baselineVersion("0")
                .baselineOnMigrate(true)
                .load();
    }

    /** Bottom to top: whoever uses another one's tables comes after it. */
    static List<String> modules() {
        try (var list = new ClassPathResource("META-INF/spring-modulith/application-modules.json").getInputStream()) {
            var modules = new ObjectMapper()
                    .readTree(list).propertyNames().stream()
                            .filter(module -> new ClassPathResource("db/migration/" + module).exists());
            return Stream.concat(Stream.of(ROOT), modules).toList();
        } catch (IOException e) {
            throw new IllegalStateException("This release does not say of what modules it is made", e);
        }
    }
}
