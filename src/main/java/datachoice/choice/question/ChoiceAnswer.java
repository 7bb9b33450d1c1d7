package datachoice.choice.question;

import datachoice.choice.ChoiceDecision;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * What was answered on the question page, before it is checked and saved.
 *
 * @param practice the practice that the question named; null for someone registered nowhere
 * @param gpRecord whether data may leave that practice; null exactly when there is none
 * @param elsewhere whether data from hospitals and other care services may be used
 * @param seenType1 number of the newest {@code TYPE_1} event when the question was shown, 0 if none
 * @param seenNational the same for {@code NATIONAL_DATA_OPT_OUT}
 * @param shownVersion version of the explanation shown with the question
 * @param shownIn its language, as {@link Explanation.ShownView#language()}
 */
record ChoiceAnswer(
        PersonId subject,
        @Nullable OdsCode practice,
        @Nullable ChoiceDecision gpRecord,
        ChoiceDecision elsewhere,
        int seenType1,
        int seenNational,
        int shownVersion,
        String shownIn) {
    ChoiceAnswer {
        if ((practice == null) != (gpRecord == null)) {
            throw new IllegalArgumentException("the GP record is asked about exactly where there is a practice");
        }
    }
}
