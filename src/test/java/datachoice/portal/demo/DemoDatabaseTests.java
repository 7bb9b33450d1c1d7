package datachoice.portal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import datachoice.PostgresForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoDatabaseTests {
    @TempDir
    static Path home;

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DemoDatabase.class, DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withPropertyValues("datachoice.home=" + home, "spring.flyway.locations=classpath:no-migrations");

    @Test
    void withoutADatasourceTheServerComesAlong() throws IOException {
        contexts.run(context -> {
            var app = JdbcClient.create(context.getBean(DataSource.class));
            assertThat(app.sql("select current_user || ' in ' || current_database()")
                            .query(String.class)
                            .single())
                    .isEqualTo("app in datachoice");
            var owner = JdbcClient.create(
                    context.getBean(Flyway.class).getConfiguration().getDataSource());
            assertThat(owner.sql("select current_user").query(String.class).single())
                    .isEqualTo("owner");
            owner.sql("create table public.kept (n int)").update();
            owner.sql("grant select on public.kept to app").update();
            assertThat(context.getBean(JdbcConnectionDetails.class).toString())
                    .doesNotContain(context.getBean(JdbcConnectionDetails.class).getPassword());
            assertThat(context.getBean(FlywayConnectionDetails.class).toString())
                    .doesNotContain(
                            context.getBean(FlywayConnectionDetails.class).getPassword());
        });
        contexts.run(context -> assertThat(JdbcClient.create(context.getBean(DataSource.class))
                        .sql("select count(*) from kept")
                        .query(Integer.class)
                        .single())
                .as("kept until the next start")
                .isZero());
        for (var role : List.of("owner", "app")) {
            var password = Files.readString(home.resolve("keys/database-" + role));
            assertThat(home.resolve("postgres/log")).content().doesNotContain(password);
            assertThat(home.resolve("postgres/log.1")).content().doesNotContain(password);
        }
    }

    /** A server that stops first cuts the pool's connections (57P01), which it writes down as FATAL. */
    @Test
    void theServerStopsAfterThePool() throws IOException {
        contexts.run(context -> {
            var pool = context.getBean(HikariDataSource.class);
            pool.getConnection().close();
            var server = context.getBean(EmbeddedPostgres.class).process();
            context.getSourceApplicationContext().close();
            assertThat(pool.isClosed()).isTrue();
            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(10));
        });
        assertThat(home.resolve("postgres/log"))
                .content()
                .contains("received fast shutdown")
                .doesNotContain("FATAL");
    }

    @Test
    void aDatasourceOfOnesOwnIsLeftAlone() {
        contexts.withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://db.example/x", "spring.flyway.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(EmbeddedPostgres.class));
    }

    @Test
    void productionNeverGetsADemoDatabase() {
        contexts.withPropertyValues("datachoice.mode=production")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void testsBringTheirOwn() {
        contexts.withUserConfiguration(PostgresForTests.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedPostgres.class));
    }
}
