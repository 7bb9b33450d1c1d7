package datachoice.core;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that went away, is starting or turns connections down from one that answers with an error. */
public final class LostDatabase {
    /** What HikariCP says, without an SQL state, to who goes on using a connection that broke: a rollback, for one. */
    private static final String POOL_GAVE_UP = "Connection is closed";

    private LostDatabase() {}

    /** True if the failure, or anything behind it, is that the database could not be reached or has hung up. */
    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && saysSo(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Class 08: connection. 53: out of connections, memory, disk. 57P: told to stop, crashed, or not yet started. */
    private static boolean saysSo(SQLException failure) {
        var state = failure.getSQLState();
        return state == null
                ? POOL_GAVE_UP.equals(failure.getMessage())
                : state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
