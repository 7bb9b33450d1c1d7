package datachoice.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decision 31: the application ends without warning, 5 times, each time as somebody is being shown a receipt. */
class ApplicationCrashTests {
    private static final int CRASHES = 5;

    @Test
    @Timeout(400)
    void everyReceiptIsThereOnceAfterEachOfFiveCrashes() throws Exception {
        try (var crashes = new ApplicationCrashes()) {
            crashes.survive(CRASHES);
        }
    }
}
