package datachoice;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * While this is open, no transaction that adds a row to a table can be committed: all of it goes well, and at its very end
 * the database says no.
 */
public final class FailingCommit implements AutoCloseable {
    private final Connection superuser;

    public FailingCommit(JdbcConnectionDetails database, String table) throws SQLException {
        superuser = PostgresForTests.superuser(database).getConnection();
        execute("""
                create schema failing;
                grant usage on schema failing to app;
                create function failing.say_no() returns trigger language plpgsql as $$
                begin raise exception 'refused on purpose'; end $$;
                create constraint trigger zz_say_no after insert on %s deferrable initially deferred
                    for each row execute function failing.say_no()
                """.formatted(table));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (superuser) {
            execute("drop schema failing cascade");
        }
    }
}
