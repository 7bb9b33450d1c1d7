package datachoice.identity.proof;

import java.time.Duration;

/** Too many failures lately; nothing was checked. */
public class TooManyTries extends RuntimeException {
    private final Duration wait;

    TooManyTries(Duration wait) {
        super("Too many failures", null, false, false);
        this.wait = wait;
    }

    /** Until it is worth trying again. */
    public Duration waiting() {
        return wait;
    }
}
