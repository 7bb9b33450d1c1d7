package datachoice;

import static org.awaitility.Awaitility.await;

import datachoice.core.UkTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** For a test about one day: it waits for the next rather than begin when the day is about to end. */
public final class UkMidnight {
    private static final Duration NEAR = Duration.ofMinutes(1);

    private UkMidnight() {}

    public static void isFarOff() {
        var clock = Clock.systemUTC();
        await("the next day").atMost(NEAR.plusSeconds(10)).until(() -> {
            var midnight = UkTime.startOf(UkTime.today(clock).plusDays(1));
            return Duration.between(Instant.now(), midnight).compareTo(NEAR) > 0;
        });
    }
}
