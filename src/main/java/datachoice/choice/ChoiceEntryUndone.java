package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * The practice took back that it had entered someone's choice: it is not in force there at the moment.
 *
 * @param decision the choice whose entry was taken back
 * @param newest it is still what the person chose last
 */
public record ChoiceEntryUndone(
        PersonId subject,
        OdsCode practice,
        ChoiceDecision decision,
        String receipt,
        Instant appliedAt,
        Instant undoneAt,
        boolean newest)
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
