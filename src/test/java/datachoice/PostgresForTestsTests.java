package datachoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest
@Import(PostgresForTests.class)
class PostgresForTestsTests {
    @Test
    void theApplicationIsAppAndTheTablesBelongToOwner(
            @Autowired DataSource dataSource, @Autowired JdbcConnectionDetails database) {
        assertThat(JdbcClient.create(dataSource)
                        .sql("select current_user")
                        .query(String.class)
                        .single())
                .isEqualTo("app");
        assertThat(JdbcClient.create(PostgresForTests.superuser(database))
                        .sql(
                                "select distinct tableowner from pg_tables where schemaname !~ '^(pg_|information_schema)'")
                        .query(String.class)
                        .list())
                .containsExactly("owner");
    }

    @Test
    void eachDatabaseIsItsOwn() {
        var one = PostgresForTests.fresh();
        var other = PostgresForTests.fresh();
        JdbcClient.create(PostgresForTests.owner(one))
                .sql("create table thing (n int)")
                .update();
        JdbcClient.create(PostgresForTests.owner(other))
                .sql("create table thing (n int)")
                .update();
        assertThat(one.getJdbcUrl()).isNotEqualTo(other.getJdbcUrl());
    }

    @Test
    void aPoolFindsTheDatabaseAgainAfterACrash() throws SQLException {
        try (var crashable = PostgresForTests.crashable("crash-of-postgres");
                var pool = new HikariDataSource()) {
            JdbcClient.create(PostgresForTests.owner(crashable.database()))
                    .sql("""
                    create table public.said (n int);
                    grant select, insert on public.said to app
                    """)
                    .update();
            pool.setJdbcUrl(crashable.database().getJdbcUrl());
            pool.setUsername(crashable.database().getUsername());
            pool.setPassword(crashable.database().getPassword());
            pool.setConnectionTimeout(20_000); // a server that was killed first reads its log
            var app = JdbcClient.create(pool);
            app.sql("insert into said values (1)").update();
            crashable.kill9();
            assertThatThrownBy(() -> app.sql("insert into said values (2)").update())
                    .isInstanceOf(RuntimeException.class);
            crashable.restart();
            await().ignoreExceptions().untilAsserted(() -> assertThat(
                            app.sql("select n from said").query(Integer.class).list())
                    .containsExactly(1));
        }
    }
}
