package datachoice.portal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.springframework.boot.logging.StackTracePrinter;

/**
 * A failure in a line of JSON: its kind, where it came from, and what caused it. Not its words, which may quote what
 * somebody typed; of the database's failures the code that stands for them.
 */
public class LogTrace implements StackTracePrinter {
    private static final int MOST_FRAMES = 40;

    @Override
    public void printStackTrace(Throwable failure, Appendable line) throws IOException {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var lead = "";
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            line.append(lead).append(cause.getClass().getName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                line.append(" [").append(sql.getSQLState()).append(']');
            }
            line.append('\n');
            var frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                line.append("\tat ").append(frames[i].toString()).append('\n');
            }
            lead = "Caused by: ";
        }
    }
}
