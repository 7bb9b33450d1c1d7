package datachoice.identity.proof;

import java.time.Duration;

/** Too many failures lately; nothing was checked. */
public class TooManyTries extends RuntimeException {
    private final String what;
    private final Duration wait;

    TooManyTries(String what, Duration wait) {
        super("Too many failures", null, false, false);
        this.what = what;
        this.wait = wait;
    }

    /** What there was too much of, such as "signing in". */
    public String what() {
        return what;
    }

    /** Until it is worth trying again. */
    public Duration waiting() {
        return wait;
    }
}
