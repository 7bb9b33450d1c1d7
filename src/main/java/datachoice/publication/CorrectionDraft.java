package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A correction that waits for a second person. One that is changed gets another id: whoever publishes it, publishes what they
 * read.
 *
 * @param writers accounts of everybody who wrote it
 */
record CorrectionDraft(
        UUID id,
        String slug,
        int first,
        int last,
        String wrong,
        String right,
        String told,
        Set<UUID> writers,
        Instant writtenAt) {
    /** Such as "10:42 on 12 March 2026". */
    public String written() {
        return UkTime.moment(writtenAt);
    }
}
