package datachoice.portal.demo;

import datachoice.core.SecretFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Demo mode without a datasource runs on a PostgreSQL server of its own, with the roles and rights of production. It is
 * an auto-configuration, listed in {@code META-INF/spring}, because those are asked last: tests bring a database of
 * their own, and then no server is started and nobody's data folder is touched.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@Conditional(DemoDatabase.DemoWithoutDatasource.class)
@ConditionalOnMissingBean(JdbcConnectionDetails.class)
class DemoDatabase {
    private static final String NAME = "datachoice";

    /** Stopped after the connection pool: the pool depends on the details below, and they depend on this. */
    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(SecretFiles keys) throws IOException, SQLException {
        var postgres = EmbeddedPostgres.start(keys.folder().getParent());
        try {
            prepare(postgres, keys);
            return postgres;
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    @Bean
    SecretFiles demoKeys(@Value("${datachoice.home:${user.home}/.datachoice}") String home) {
        return new SecretFiles(Path.of(home).toAbsolutePath().normalize().resolve("keys"));
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres, SecretFiles keys) throws IOException {
        return new Login(postgres.jdbcUrl(NAME), "app", password(keys, "database-app"));
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(EmbeddedPostgres postgres, SecretFiles keys) throws IOException {
        return new MigrationLogin(postgres.jdbcUrl(NAME), "owner", password(keys, "database-owner"));
    }

    private static String password(SecretFiles keys, String name) throws IOException {
        return keys.secret(name, EmbeddedPostgres.PASSWORD_BYTES);
    }

    private static void prepare(EmbeddedPostgres postgres, SecretFiles keys) throws IOException, SQLException {
        try (var server = superuser(postgres, "postgres");
                var statement = server.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + NAME + "'")
                    .next()) {
                statement.execute("create database " + NAME);
            }
            statement.execute("revoke all on database postgres, template1 from public");
        }
        try (var database = superuser(postgres, NAME)) {
            DatabaseRoles.apply(database, password(keys, "database-owner"), password(keys, "database-app"));
        }
    }

    private static Connection superuser(EmbeddedPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), "postgres", postgres.superuserPassword());
    }

    /** The application's way in; {@link #toString()} leaves the password out. */
    private record Login(String getJdbcUrl, String getUsername, String getPassword) implements JdbcConnectionDetails {
        @Override
        public String toString() {
            return getUsername;
        }
    }

    /** The migrations' way in. */
    private record MigrationLogin(String getJdbcUrl, String getUsername, String getPassword)
            implements FlywayConnectionDetails {
        @Override
        public String toString() {
            return getUsername;
        }
    }

    /** True when {@code spring.datasource.url} is not set, unless {@code datachoice.mode} says production. */
    static class DemoWithoutDatasource implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var environment = context.getEnvironment();
            return environment.getProperty("spring.datasource.url", "").isBlank()
                    && !"production".equalsIgnoreCase(environment.getProperty("datachoice.mode", ""));
        }
    }
}
