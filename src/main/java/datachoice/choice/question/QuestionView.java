package datachoice.choice.question;

import datachoice.choice.OptOutType;
import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.Overall;
import datachoice.person.PersonView;
import datachoice.practice.PracticeView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The question as it is asked about one person.
 *
 * @param self the reader chooses for themselves
 * @param practice whose GP record question is asked; null for someone registered nowhere
 */
record QuestionView(
        PersonView person,
        boolean self,
        @Nullable PracticeView practice,
        Overall overall,
        Map<OptOutType, CurrentChoice> current) {
    /** Number of the newest event of that ledger, 0 if none. */
    int seen(OptOutType type) {
        var choice = current.get(type);
        return choice == null ? 0 : choice.n();
    }
}
