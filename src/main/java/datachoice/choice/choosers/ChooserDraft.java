package datachoice.choice.choosers;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.CheckedRight;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A right that was typed and waits to be read back and saved.
 *
 * @param right its id is also that of the right it becomes, so that saving it again does nothing
 * @param madeBy the account that typed it, and that alone may see and save it
 * @param search by which the subject was opened; null if they were opened from a list
 */
record ChooserDraft(
        CheckedRight right,
        PersonId subject,
        UUID madeBy,
        OdsCode practice,
        @Nullable UUID search,
        Instant expiresAt) {
    static final Duration KEPT = Duration.ofHours(24);
}
