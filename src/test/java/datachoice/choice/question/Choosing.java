package datachoice.choice.question;

import static datachoice.TestPeople.ELM;
import static datachoice.TestPeople.acting;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import java.util.Optional;
import org.springframework.boot.test.context.TestComponent;

/** Choices for the tests of what comes after them, made as the pages make them. */
@TestComponent
public class Choosing {
    private final ChoiceManagement choices;
    private final CurrentChoices current;

    Choosing(ChoiceManagement choices, CurrentChoices current) {
        this.choices = choices;
        this.current = current;
    }

    /** The same answer to both questions, about somebody registered at Elm Surgery; gives the receipt's reference. */
    public String saves(SignedInUser user, PersonId subject, ChoiceDecision decision) {
        acting(user);
        var type1 = seen(subject, OptOutType.TYPE_1);
        var national = seen(subject, OptOutType.NATIONAL_DATA_OPT_OUT);
        var draft = choices.keep(new ChoiceAnswer(subject, ELM, decision, decision, type1, national, 1, "en"), user);
        return choices.save(draft, subject, type1, national, user);
    }

    private int seen(PersonId subject, OptOutType type) {
        return Optional.ofNullable(current.of(subject).get(type))
                .map(CurrentChoice::n)
                .orElse(0);
    }
}
