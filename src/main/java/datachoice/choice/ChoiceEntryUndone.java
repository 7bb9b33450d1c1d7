package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The practice took back that it had entered someone's choice: it is not in force there at the moment.
 *
 * @param decision the choice whose entry was taken back; null for a correction that says that nothing was chosen
 * @param newest it is still what the person chose last
 * @param proxy who chose for them, and still may; null otherwise
 */
public record ChoiceEntryUndone(
        PersonId subject,
        OdsCode practice,
        @Nullable ChoiceDecision decision,
        String receipt,
        Instant appliedAt,
        Instant undoneAt,
        boolean newest,
        @Nullable PersonId proxy)
        implements Audited {
    @Override
    public String action() {
        return "ENTRY_UNDONE";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(subject);
    }
}
