package datachoice.portal;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Migrations that make indexes beside the work of a running portal, in files named {@code …_concurrently.sql}. Such an index
 * first waits until every transaction has ended that is at work in the table, and nobody waits for it: so it may wait
 * longer than a migration that locks others out. What breaks off leaves an index that is no good and an entry that keeps the
 * portal from starting; since these files begin by dropping what they make, they are simply run again by the next start.
 */
@Component
class ConcurrentIndexes implements Callback {
    static final String FILES = "_concurrently.sql";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE
                || (event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE)
                        && context.getMigrationInfo().getScript().endsWith(FILES);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.BEFORE_VALIDATE) {
                forgetWhatBrokeOff(context);
            } else {
                execute(
                        context,
                        event == Event.BEFORE_EACH_MIGRATE ? "set lock_timeout = '15min'" : "reset lock_timeout");
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("Migrations cannot be prepared", e);
        }
    }

    private static void forgetWhatBrokeOff(Context context) throws SQLException {
        var table = "public.\"" + context.getConfiguration().getTable() + "\"";
        try (var there = context.getConnection().prepareStatement("select to_regclass(?) is not null")) {
            there.setString(1, table);
            try (var answer = there.executeQuery()) {
                answer.next();
                if (answer.getBoolean(1)) {
                    execute(
                            context,
                            "delete from " + table + " where not success and right(script, " + FILES.length() + ") = '"
                                    + FILES + "'");
                }
            }
        }
    }

    private static void execute(Context context, String sql) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String getCallbackName() {
        return getClass().getSimpleName();
    }
}
