package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Optional;

/**
 * An item in the list of all items.
 *
 * @param n number of the live version; 0 for none
 * @param hasGaps its live version does not yet say who runs this portal
 */
record ItemLine(
        String slug,
        ItemKind kind,
        String title,
        int n,
        Optional<Instant> liveFrom,
        DraftState draft,
        boolean hasGaps) {
    /** Such as "12 March 2026"; empty for an item that was never live. */
    public String date() {
        return liveFrom.map(UkTime::date).orElse("");
    }
}
