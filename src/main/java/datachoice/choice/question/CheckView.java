package datachoice.choice.question;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An answer that waits to be saved.
 *
 * @param different the two ledgers were answered differently
 * @param shownIn language of the explanation that was shown
 * @param seenType1 number of the newest event of that ledger when the question was shown, 0 if none
 */
record CheckView(
        UUID id,
        Map<OptOutType, ChoiceDecision> decisions,
        boolean different,
        String shownSlug,
        int shownVersion,
        String shownIn,
        int seenType1,
        int seenNational) {
    static CheckView of(ChoiceDraft draft) {
        var decisions = draft.decisions();
        return new CheckView(
                draft.getId(),
                decisions,
                Set.copyOf(decisions.values()).size() > 1,
                draft.shown().item(),
                draft.shown().n(),
                draft.shown().language(),
                draft.seen(OptOutType.TYPE_1),
                draft.seen(OptOutType.NATIONAL_DATA_OPT_OUT));
    }
}
