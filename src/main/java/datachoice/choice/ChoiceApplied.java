package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * The practice entered someone's choice into its system: from now on it is in force there.
 *
 * @param recordedAt when the choice was saved
 */
public record ChoiceApplied(
        PersonId subject,
        OdsCode practice,
        ChoiceDecision decision,
        String receipt,
        Instant recordedAt,
        Instant appliedAt)
        implements Audited {
    @Override
    public String action() {
        return "CHOICE_APPLIED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(subject);
    }
}
