package datachoice.person.practices;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A practice in the list.
 *
 * @param people registered there now
 * @param loaded when its register was last loaded; empty for never
 * @param closedOn empty while it is open
 */
record PracticeLine(
        OdsCode code,
        String name,
        String postcode,
        int people,
        Optional<Instant> loaded,
        Optional<LocalDate> closedOn) {
    public boolean open() {
        return closedOn.isEmpty();
    }

    /** Such as "12 March 2026"; empty while it is open. */
    public String closed() {
        return closedOn.map(UkTime::date).orElse("");
    }

    /** Such as "10:42 on 12 March 2026"; empty for never. */
    public String loadedAt() {
        return loaded.map(UkTime::moment).orElse("");
    }
}
