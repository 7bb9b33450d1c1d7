package datachoice.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * How somebody stands with letters that carry a code.
 *
 * @param letters how many were ever made for them
 * @param last when the newest one was made
 * @param worksUntil of the newest one, if its code still works
 * @param refusal why no new one can be made now; empty if one can
 */
public record LetterStanding(
        int letters, Optional<Instant> last, Optional<Instant> worksUntil, Optional<Refusal> refusal) {
    /** Why there is no letter. */
    public enum Refusal {
        /** No longer alive. */
        DIED,
        /** Under 13: a code in a letter cannot show which grown-up opened it. */
        CHILD,
        /** There is nowhere to send it to. */
        NO_ADDRESS,
        /** As many as there may be in 28 days were made. */
        OFTEN
    }

    public boolean may() {
        return refusal.isEmpty();
    }
}
