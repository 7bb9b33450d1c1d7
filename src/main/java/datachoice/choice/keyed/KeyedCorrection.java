package datachoice.choice.keyed;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.CorrectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, and what should stand.
 *
 * @param corrects receipt of the choice that is wrong
 * @param gpRecord null where what was on record before should count again
 * @param elsewhere null exactly when {@code gpRecord} is
 */
record KeyedCorrection(
        String corrects,
        CorrectionReason why,
        @Nullable ChoiceDecision gpRecord,
        @Nullable ChoiceDecision elsewhere) {}
