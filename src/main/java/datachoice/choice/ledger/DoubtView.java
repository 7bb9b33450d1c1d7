package datachoice.choice.ledger;

import datachoice.choice.DoubtOutcome;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that a choice is not theirs.
 *
 * @param receipt of that choice
 * @param words what they say
 * @param reach how they want to be reached
 * @param settled what became of it; null while it is open
 */
public record DoubtView(
        UUID id,
        PersonId subject,
        String receipt,
        String words,
        String reach,
        Instant toldAt,
        @Nullable Settlement settled) {
    /**
     * @param note for the person to read; empty for none
     * @param by the account of whoever settled it
     */
    public record Settlement(DoubtOutcome outcome, String note, OdsCode practice, UUID by, Instant at) {}

    public boolean open() {
        return settled == null;
    }
}
