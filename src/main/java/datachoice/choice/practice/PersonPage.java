package datachoice.choice.practice;

import datachoice.choice.ledger.ChoiceView;
import datachoice.choice.ledger.Deliveries;
import datachoice.choice.ledger.DoubtView;
import datachoice.choice.ledger.KeyedView;
import datachoice.core.NhsNumber;
import datachoice.identity.LetterStanding;
import datachoice.person.PersonView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one person that their practice may see.
 *
 * @param child others decide for them
 * @param reason why it was opened, as the patient reads it
 * @param now the choice about the GP record; null if none is recorded
 * @param entered what the practice's system holds; null for nothing
 * @param codes what there is to enter now; empty for nothing
 * @param doubts those that are open
 * @param history the newest first
 * @param letter how they stand with letters that carry a code
 * @param search the search that found this person; null if they were opened from the list
 */
record PersonPage(
        PersonView person,
        NhsNumber nhsNumber,
        boolean child,
        String reason,
        @Nullable PracticeRow now,
        Deliveries.@Nullable Entered entered,
        List<DissentCode> codes,
        List<DoubtView> doubts,
        List<HistoryView> history,
        LetterStanding letter,
        @Nullable UUID search) {

    /**
     * One choice about the GP record.
     *
     * @param here it was said at this practice
     * @param keyed what the practice whose staff keyed it knows about it; null if nobody did
     * @param correctable staff of this practice keyed it, and it is the newest
     * @param steps what this practice did about it, in the order in which it happened
     */
    record HistoryView(
            ChoiceView choice,
            boolean here,
            @Nullable KeyedView keyed,
            boolean correctable,
            List<Deliveries.StepView> steps) {}
}
