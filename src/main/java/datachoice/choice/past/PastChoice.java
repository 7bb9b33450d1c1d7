package datachoice.choice.past;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the past, the same for both ledgers.
 *
 * @param proxy the right by which someone else chose; null if the person chose
 * @param appliedAt when the practice entered it; null if it has not
 * @param appliedBy the account that entered it; null exactly when {@code appliedAt} is
 */
public record PastChoice(
        PersonId subject,
        ChoiceDecision decision,
        Instant at,
        ChoiceChannel channel,
        @Nullable PastProxy proxy,
        @Nullable Instant appliedAt,
        @Nullable UUID appliedBy) {}
