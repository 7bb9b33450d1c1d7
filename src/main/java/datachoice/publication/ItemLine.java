package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An item in the list of all items.
 *
 * @param n number of the newest version; 0 for none
 * @param withdrawn that version is not live any more
 * @param goesLiveAt when its draft goes live; empty for one that was not approved for a later time
 * @param held why its draft did not go live at its time; empty for most
 * @param heldFor what its draft lacked at that time; empty if something else held it back
 * @param overdueSince the day on which its live version was to be looked at again; empty if that is still to come, or none was named
 * @param hasGaps its live version does not yet say who runs this portal
 */
record ItemLine(
        String slug,
        ItemKind kind,
        String title,
        int n,
        Optional<Instant> liveFrom,
        boolean withdrawn,
        DraftState draft,
        Optional<Instant> goesLiveAt,
        Optional<Held> held,
        List<MissedCheck> heldFor,
        boolean hasGaps,
        Optional<LocalDate> overdueSince) {
    /** Such as "12 March 2026"; empty for an item that was never live. */
    public String date() {
        return liveFrom.map(UkTime::date).orElse("");
    }

    /** Such as "12 March 2026"; empty if it is not overdue. */
    public String overdue() {
        return overdueSince.map(UkTime::date).orElse("");
    }

    /** Such as "9:00 on 12 March 2026"; empty if nothing is to go live. */
    public String goesLive() {
        return goesLiveAt.map(UkTime::moment).orElse("");
    }
}
