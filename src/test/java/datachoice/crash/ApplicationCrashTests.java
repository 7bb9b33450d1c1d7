package datachoice.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decision 31: the application ends without warning, each time as somebody is being shown a receipt. With {@link RandomKillTests}, 5 times. */
class ApplicationCrashTests {
    private static final int CRASHES = 3;

    @Test
    @Timeout(400)
    void everyReceiptIsThereOnceAfterEachCrash() throws Exception {
        try (var crashes = new ApplicationCrashes()) {
            crashes.survive(CRASHES);
        }
    }
}
