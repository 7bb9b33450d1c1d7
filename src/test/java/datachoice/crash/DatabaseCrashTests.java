package datachoice.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decision 31: the database server ends without warning, 50 times, while people save choices. */
class DatabaseCrashTests extends OnACrashableServer {
    private static final int CRASHES = 50;

    @Test
    @Timeout(300)
    void everyReceiptIsThereOnceAfterEachOfFiftyCrashes() throws Exception {
        try (var crashes = new DatabaseCrashes(server, people, port)) {
            crashes.survive(CRASHES);
        }
    }
}
