package datachoice;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import datachoice.portal.demo.DatabaseRoles;
import datachoice.portal.demo.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real, empty PostgreSQL 18 database for each Spring context that imports this, with the two roles of production: the
 * application is {@code app}, the migrations are {@code owner}. Nothing else knows where it comes from: a container where
 * a container engine answers, else the server of demo mode. {@code DATACHOICE_TEST_POSTGRES=embedded} leaves the engine
 * alone. Slices such as {@code @DataJpaTest} also need {@code @AutoConfigureTestDatabase(replace = NONE)}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresForTests {
    private static final String OWNER_PASSWORD = "owner-in-tests";
    private static final String APP_PASSWORD = "app-in-tests";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** By address. To make a connection costs more than most of what is asked over it: tests do so thousands of times. */
    private static final Map<String, HikariDataSource> OWNERS = new ConcurrentHashMap<>();

    /** One database: as the application sees it, and its name for the others. */
    public record Database(Server server, String name) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return server.url(name);
        }

        @Override
        public String getUsername() {
            return "app";
        }

        @Override
        public String getPassword() {
            return APP_PASSWORD;
        }
    }

    /** Where databases are made; started when the first test asks for one. */
    public record Server(String host, int port, String superuserPassword) {
        private static final Server SHARED = engineAnswers() ? startContainer() : startEmbedded();

        private static Server startContainer() {
            var container = new PostgreSQLContainer("postgres:18")
                    .withUsername("postgres")
                    .withPassword("postgres")
                    .withCommand("postgres"); // Testcontainers' own would switch fsync off, which production refuses
            container.start(); // and stopped by Testcontainers when this process has ended
            return new Server(container.getHost(), container.getMappedPort(5432), "postgres");
        }

        private static Server startEmbedded() {
            var postgres = EmbeddedPostgres.start(TestFolder.of("postgres-for-tests"));
            var server = of(postgres);
            server.dropDatabasesOfEarlierRuns();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                OWNERS.values().forEach(HikariDataSource::close);
                server.awaitLastConnection(); // contexts close at the same time, and their pools close before them
                postgres.close();
            }));
            return server;
        }

        static Server of(EmbeddedPostgres postgres) {
            var address = URI.create(postgres.jdbcUrl("postgres").substring("jdbc:".length()));
            return new Server(address.getHost(), address.getPort(), postgres.superuserPassword());
        }

        String url(String database) {
            return DatabaseRoles.jdbcUrl(host, port, database);
        }

        Connection superuser(String database) throws SQLException {
            return DriverManager.getConnection(url(database), "postgres", superuserPassword);
        }

        synchronized Database create(String name) {
            try {
                try (var connection = superuser("postgres");
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                }
                try (var connection = superuser(name)) {
                    DatabaseRoles.apply(connection, OWNER_PASSWORD, APP_PASSWORD);
                }
                return new Database(this, name);
            } catch (SQLException e) {
                throw new IllegalStateException("No database for this test: " + e.getMessage(), e);
            }
        }

        private void awaitLastConnection() {
            try (var connection = superuser("postgres");
                    var statement = connection.prepareStatement(
                            "select count(*) from pg_stat_activity where usename in ('app', 'owner')")) {
                for (int attempt = 0; attempt < 100; attempt++) {
                    var count = statement.executeQuery();
                    count.next();
                    if (count.getInt(1) == 0) {
                        return;
                    }
                    Thread.sleep(100);
                }
            } catch (SQLException | InterruptedException e) {
                // nothing left to wait for
            }
        }

        private void dropDatabasesOfEarlierRuns() {
            try (var connection = superuser("postgres");
                    var statement = connection.createStatement();
                    var drop = connection.createStatement()) {
                var names = statement.executeQuery("select datname from pg_database where datname like 't\\_%'");
                while (names.next()) {
                    drop.execute("drop database %s with (force)".formatted(names.getString(1)));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("Databases of an earlier run are in the way: " + e.getMessage(), e);
            }
        }
    }

    @Bean
    Database jdbcConnectionDetails() {
        return fresh();
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(JdbcConnectionDetails database) {
        return migratedBy(database);
    }

    /** A new database with its roles and nothing in it, for a test without a Spring context. */
    public static Database fresh() {
        return Server.SHARED.create("t_" + DATABASES.incrementAndGet());
    }

    /** The same database for its migrations, as {@code owner}. */
    public static FlywayConnectionDetails migratedBy(JdbcConnectionDetails database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.getJdbcUrl();
            }

            @Override
            public String getUsername() {
                return "owner";
            }

            @Override
            public String getPassword() {
                return OWNER_PASSWORD;
            }
        };
    }

    /** The same database, as {@code app}: what the application may do. */
    public static DataSource app(JdbcConnectionDetails database) {
        return new DriverManagerDataSource(database.getJdbcUrl(), "app", APP_PASSWORD);
    }

    /** The same database, as {@code owner}: to break a table on purpose, or to look at what {@code app} may not read. */
    public static DataSource owner(JdbcConnectionDetails database) {
        return database instanceof Database one && one.server() == Server.SHARED
                ? OWNERS.computeIfAbsent(database.getJdbcUrl(), PostgresForTests::ownersOf)
                : new DriverManagerDataSource(database.getJdbcUrl(), "owner", OWNER_PASSWORD); // may crash on purpose
    }

    private static HikariDataSource ownersOf(String url) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername("owner");
        settings.setPassword(OWNER_PASSWORD);
        settings.setMinimumIdle(0);
        settings.setIdleTimeout(10_000); // the server has only so many, and most databases are asked for a moment
        return new HikariDataSource(settings);
    }

    /** The same database, as the superuser: settings of the server, other people's connections. */
    public static DataSource superuser(JdbcConnectionDetails database) {
        return new DriverManagerDataSource(
                database.getJdbcUrl(),
                "postgres",
                ((Database) database).server().superuserPassword());
    }

    /** A server for one test class alone, with one database, to be ended without warning; always the embedded one. */
    public static Crashable crashable(String name) {
        return new Crashable(TestFolder.of("postgres-for-" + name));
    }

    /** Its database keeps its address over every crash, so that a connection pool finds it again. */
    public static final class Crashable implements AutoCloseable {
        private final Path home;
        private EmbeddedPostgres postgres;
        private final Database database;

        private Crashable(Path home) {
            this.home = home;
            this.postgres = EmbeddedPostgres.start(home);
            var server = Server.of(postgres);
            server.dropDatabasesOfEarlierRuns();
            this.database = server.create("t_crash");
        }

        /** For {@link PostgresForTests#app}, {@link PostgresForTests#owner} and {@link PostgresForTests#migratedBy}. */
        public Database database() {
            return database;
        }

        /** The server's first process; the others are its children. */
        public ProcessHandle process() {
            return postgres.process();
        }

        /** Ends the server without a word to anybody, as a crash would. */
        public void kill9() {
            postgres.process().destroyForcibly();
            postgres.process().onExit().join();
        }

        /** Starts it again where it was; it first replays what it had written to its log. */
        public void restart() {
            postgres.close();
            postgres = EmbeddedPostgres.start(home);
            if (!Server.of(postgres).equals(database.server())) {
                throw new IllegalStateException(
                        "Another program took the port of the test database: run the test again");
            }
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    /** True when a container engine answers within two seconds at DOCKER_HOST or its usual place. */
    private static boolean engineAnswers() {
        if ("embedded".equals(System.getenv("DATACHOICE_TEST_POSTGRES"))) {
            return false;
        }
        var host = URI.create(System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));
        try {
            return CompletableFuture.supplyAsync(() -> ping(addressOf(host))).get(2, TimeUnit.SECONDS);
        } catch (Exception e) {
            return false;
        }
    }

    private static SocketAddress addressOf(URI engine) {
        return "unix".equals(engine.getScheme())
                ? UnixDomainSocketAddress.of(engine.getPath())
                : new InetSocketAddress(engine.getHost(), engine.getPort());
    }

    private static boolean ping(SocketAddress address) {
        try (var channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
            channel.connect(address);
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"));
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }
}
