package datachoice;

import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;

/** What the clock starts, held still for a test that counts rows which jobs also write. */
public final class Jobs {
    private Jobs() {}

    /** Nothing begins from now on, and what had begun is over; until {@link Scheduler#resume()}. */
    public static void pause(Scheduler scheduler) {
        scheduler.pause();
        await("what had begun is over")
                .atMost(Duration.ofMinutes(2))
                .during(Duration.ofMillis(300)) // what had been picked up may not have begun yet
                .until(() -> scheduler.getCurrentlyExecuting().isEmpty());
    }
}
