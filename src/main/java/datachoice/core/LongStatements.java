package datachoice.core;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * For the few statements that may take longer than any page. Of a database that does not answer at all, the driver waits
 * for the next word as long as {@code socketTimeout} says, so that nobody hangs for ever; here it waits longer.
 */
@Component
public class LongStatements {
    private final DataSource dataSource;

    LongStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In the transaction that runs, and over with it: the pool takes the connection back as it was. */
    public void allow(Duration time) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(time.toMillis()));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("No connection to wait for", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
