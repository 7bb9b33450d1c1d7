package datachoice.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw verify -Pcrash}: as many crashes of the application as {@code -Dcrash.application=} says. */
@Tag("long")
class LongApplicationCrashTests {
    private static final int CRASHES = Integer.getInteger("crash.application", 50);

    @Test
    void everyReceiptIsThereOnce() throws Exception {
        try (var crashes = new ApplicationCrashes()) {
            crashes.survive(CRASHES);
        }
    }
}
