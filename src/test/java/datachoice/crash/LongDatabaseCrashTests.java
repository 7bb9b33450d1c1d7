package datachoice.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw verify -Pcrash}: as many crashes of the database server as {@code -Dcrash.database=} says. */
@Tag("long")
class LongDatabaseCrashTests extends OnACrashableServer {
    private static final int CRASHES = Integer.getInteger("crash.database", 1_000);

    @Test
    void everyReceiptIsThereOnce() throws Exception {
        try (var crashes = new DatabaseCrashes(server, people, port)) {
            crashes.survive(CRASHES);
        }
    }
}
