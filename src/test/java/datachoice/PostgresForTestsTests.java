package datachoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresForTestsTests {
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
            pool.setConnectionTimeout(5_000);
            var app = JdbcClient.create(pool);
            app.sql("insert into said values (1)").update();
            crashable.kill9();
            assertThatThrownBy(() -> app.sql("insert into said values (2)").update())
                    .isInstanceOf(RuntimeException.class);
            crashable.restart();
            assertThat(app.sql("select n from said").query(Integer.class).list())
                    .containsExactly(1);
        }
    }
}
