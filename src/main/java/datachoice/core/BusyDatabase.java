package datachoice.core;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells work that failed because other work was in its way from work that is wrong. */
public final class BusyDatabase {
    /** Deadlock; two transactions that cannot be put in any order. */
    private static final Set<String> BROKEN_OFF = Set.of("40P01", "40001");

    /** A lock that others hold, a statement or a transaction that took longer than any page may, a pause in one. */
    private static final Set<String> TOOK_TOO_LONG = Set.of("55P03", "57014", "25P03", "25P04");

    private static final int ATTEMPTS = 3;

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

    /**
     * Does work, and does it anew from the start where the database broke it off in favour of another one.
     *
     * @param work in transactions of its own: what it did before it was broken off is undone
     */
    public static <T> T again(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DataAccessException | TransactionException failed) {
                if (attempt == ATTEMPTS || !brokeOff(failed)) {
                    throw failed;
                }
            }
        }
    }

    /** True if other work was in its way, held for too long what it needed, or left the database no time to answer. */
    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && TOOK_TOO_LONG.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return brokeOff(failure);
    }
}
