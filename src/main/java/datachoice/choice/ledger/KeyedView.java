package datachoice.choice.ledger;

import datachoice.choice.CorrectionReason;
import datachoice.core.OdsCode;
import org.jspecify.annotations.Nullable;

/**
 * What a practice knows about a choice, or a correction, that its staff keyed.
 *
 * @param receipt the reference under which it was saved
 * @param original where the paper is kept; null for nowhere in particular
 * @param corrects receipt of the choice that was wrong; null for a choice
 * @param why null exactly when {@code corrects} is
 */
public record KeyedView(
        String receipt,
        OdsCode practice,
        @Nullable String original,
        @Nullable String corrects,
        @Nullable CorrectionReason why) {}
