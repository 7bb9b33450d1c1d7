package datachoice.choice.ledger;

import java.time.Duration;

/** This person's choice was saved very often lately; nothing was stored this time. */
public class TooManyChoices extends RuntimeException {
    private final Duration waiting;

    TooManyChoices(Duration waiting) {
        super("Saved too often", null, false, false);
        this.waiting = waiting;
    }

    /** Until it can be saved again. */
    public Duration waiting() {
        return waiting;
    }
}
