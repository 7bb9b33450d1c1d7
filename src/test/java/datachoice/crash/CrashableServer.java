package datachoice.crash;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import java.sql.SQLException;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A server that the whole application runs on and that may be ended at any moment. Outlives the connection pool. */
@TestConfiguration(proxyBeanMethods = false)
@Import(FewPeople.class)
class CrashableServer {
    @Bean(destroyMethod = "close")
    Crashable crashable() throws SQLException {
        var server = PostgresForTests.crashable("crashes");
        recoverFast(server);
        return server;
    }

    /** After a pulled plug, files must first be brought to the disk; what a killed process wrote is safe without. */
    private static void recoverFast(Crashable server) throws SQLException {
        try (var connection = PostgresForTests.superuser(server.database()).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter system set recovery_init_sync_method = 'syncfs'");
            statement.execute("select pg_reload_conf()");
        }
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Crashable server) {
        var database = server.database();
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.getJdbcUrl() + "&socketFactory=" + SlowSockets.class.getName();
            }

            @Override
            public String getUsername() {
                return database.getUsername();
            }

            @Override
            public String getPassword() {
                return database.getPassword();
            }
        };
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(Crashable server) {
        return PostgresForTests.migratedBy(server.database());
    }
}
