package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The practice entered someone's choice into its system: from now on it is in force there.
 *
 * @param decision null where a correction says that nothing was chosen, and the practice took out a no
 * @param recordedAt when the choice was saved
 * @param proxy who chose for them, and still may; null otherwise
 * @param inDoubt somebody says that a choice of this person was not theirs, and that is not settled
 */
public record ChoiceApplied(
        PersonId subject,
        OdsCode practice,
        @Nullable ChoiceDecision decision,
        String receipt,
        Instant recordedAt,
        Instant appliedAt,
        @Nullable PersonId proxy,
        boolean inDoubt)
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
