package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.Readiness.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft as one of those who publish sees it.
 *
 * @param returnedBecause why it was sent back; null if it was not
 * @param savedByMe it was me who saved it last
 * @param writtenByMe true if I may not approve it, because I changed it and two people are needed
 */
record DraftView(
        int revision,
        Content content,
        DraftState state,
        Instant editedAt,
        @Nullable String returnedBecause,
        boolean savedByMe,
        boolean writtenByMe,
        List<Check> checks) {

    public boolean isReady() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Such as "10:42 on 12 March 2026". */
    public String edited() {
        return UkTime.moment(editedAt);
    }
}
