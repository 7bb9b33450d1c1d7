package datachoice.core;

import java.sql.SQLException;
import java.util.Set;

/** Tells work that failed because other work was in its way from work that is wrong. */
public final class BusyDatabase {
    /** Deadlock; two transactions that cannot be put in any order. */
    private static final Set<String> BROKEN_OFF = Set.of("40P01", "40001");

    private static final String LOCK_WAITED_FOR_TOO_LONG = "55P03";

    private BusyDatabase() {}

    /** True if the database undid the transaction in favour of another one: the same again, from its start, may well succeed. */
    public static boolean brokeOff(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && BROKEN_OFF.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** True if other work was in its way, or held for too long what it needed. */
    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_WAITED_FOR_TOO_LONG.equals(sql.getSQLState())) {
                return true;
            }
        }
        return brokeOff(failure);
    }
}
