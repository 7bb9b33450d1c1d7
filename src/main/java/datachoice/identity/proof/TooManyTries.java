package datachoice.identity.proof;

import java.time.Duration;

/** Too many failures lately, or too much work; nothing was checked or done. */
public class TooManyTries extends RuntimeException {
    private final String what;
    private final Duration wait;
    private final boolean work;

    TooManyTries(String what, Duration wait, boolean work) {
        super("Too many failures", null, false, false);
        this.what = what;
        this.wait = wait;
        this.work = work;
    }

    /** True if what was tried is allowed, and went well all the times before. */
    public boolean work() {
        return work;
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
