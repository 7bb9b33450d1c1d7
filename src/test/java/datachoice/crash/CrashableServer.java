package datachoice.crash;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
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
    Crashable crashable() {
        return PostgresForTests.crashable("crashes");
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Crashable server) {
        return server.database();
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(Crashable server) {
        return PostgresForTests.migratedBy(server.database());
    }
}
