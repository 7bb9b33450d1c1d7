package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.core.OdsCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger has on record for a person now.
 *
 * @param n its number there
 * @param decision null where a correction said that nothing was chosen
 * @param decidedOn the day on which it was said. Of no account without a decision: it is then that of the choice that was wrong
 * @param practice the practice it binds; empty except for {@link datachoice.choice.OptOutType#TYPE_1}
 * @param receipt the reference, written XXXX-XXXX
 */
public record CurrentChoice(
        int n,
        @Nullable ChoiceDecision decision,
        LocalDate decidedOn,
        Instant recordedAt,
        Optional<OdsCode> practice,
        String receipt) {
    /** Something is on record, and it was said on a later day. */
    public boolean saidAfter(LocalDate day) {
        return decision != null && decidedOn.isAfter(day);
    }
}
