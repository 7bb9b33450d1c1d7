package datachoice.core;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * For the few statements that may take longer than any page: a page is given up after seconds, a file of a million rows is
 * not a page. Of a database that does not answer at all, the driver waits for the next word as long as {@code socketTimeout}
 * says, so that nobody hangs for ever; here it waits longer.
 */
@Component
public class LongStatements {
    private static final List<String> LIMITS =
            List.of("transaction_timeout", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

    private static final Duration LONGER = Duration.ofSeconds(30);

    private final DataSource dataSource;

    LongStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * In the transaction that runs, and over with it: the pool takes the connection back as it was. The database is the one
     * to give up, and the driver the next.
     */
    public void allow(Duration time) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.createStatement()) {
            statement.execute("set local transaction_timeout = 0"); // a running limit can be ended, not made longer
            for (var limit : LIMITS) {
                statement.execute("set local " + limit + " = " + time.toMillis());
            }
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(time.plus(LONGER).toMillis()));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("No connection to wait for", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
