package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A practice corrected what was on record for somebody.
 *
 * @param proxy who had chosen for them by the choice that was wrong, and still may; null otherwise
 * @param corrected receipt of the choice that was wrong
 * @param types what that choice was about
 * @param standing what stands now; without the types for which nothing is recorded any more
 * @param toEnter the practice's system still holds something else
 * @param receipt reference of the correction, written XXXX-XXXX
 */
public record ChoiceCorrected(
        PersonId subject,
        @Nullable PersonId proxy,
        OdsCode practice,
        CorrectionReason why,
        String corrected,
        Set<OptOutType> types,
        Map<OptOutType, ChoiceDecision> standing,
        boolean toEnter,
        String receipt,
        Instant correctedAt)
        implements Audited {
    /** What stands now for one type; empty for nothing. */
    public Optional<ChoiceDecision> standing(OptOutType type) {
        return Optional.ofNullable(standing.get(type));
    }

    @Override
    public String action() {
        return "CHOICE_CORRECTED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(subject);
    }

    @Override
    public String reason() {
        return "CORRECTION_" + why;
    }
}
