package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A choice was saved: one submission, one receipt, one decision for each type that was asked.
 *
 * @param subject whose choice it is
 * @param proxy who chose for them; null if they chose for themselves
 * @param proxyRole by which right; null exactly when {@code proxy} is
 * @param decisions never empty; no {@link OptOutType#TYPE_1} without a practice
 * @param practice where the subject is registered; empty for nowhere
 * @param atPractice how things stand there; null exactly when {@link OptOutType#TYPE_1} was not asked
 * @param keyed how it came to the practice whose staff keyed it; null if whoever chose saved it themselves
 * @param receipt the reference, written XXXX-XXXX
 */
public record ChoiceRecorded(
        PersonId subject,
        @Nullable PersonId proxy,
        @Nullable ProxyRole proxyRole,
        Map<OptOutType, ChoiceDecision> decisions,
        Optional<OdsCode> practice,
        @Nullable AtPractice atPractice,
        @Nullable Keyed keyed,
        String receipt,
        int contentVersion,
        Instant recordedAt)
        implements Audited {
    @Override
    public String action() {
        return "CHOICE_RECORDED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(subject);
    }
}
