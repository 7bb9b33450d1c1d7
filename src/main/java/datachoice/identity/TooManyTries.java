package datachoice.identity;

import java.time.Duration;

/** Too many failures lately; nothing was checked. */
class TooManyTries extends RuntimeException {
    private final Duration wait;

    TooManyTries(Duration wait) {
        super("Too many failures", null, false, false);
        this.wait = wait;
    }

    /** Until it is worth trying again. */
    Duration waiting() {
        return wait;
    }
}
