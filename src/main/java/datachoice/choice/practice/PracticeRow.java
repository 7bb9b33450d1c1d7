package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.ChoiceState;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.PersonId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One person of the list.
 *
 * @param n number of the choice in the ledger
 * @param state {@link ChoiceState#NOT_RECORDED} where a correction says that nothing was chosen, and a no was entered before
 */
record PracticeRow(
        PersonId subject,
        int n,
        String familyName,
        String givenNames,
        LocalDate dateOfBirth,
        ChoiceState state,
        EntryStatus status,
        Instant setAt) {
    /** As the list is sorted: "Smith, Ann". */
    public String listName() {
        return familyName + ", " + givenNames;
    }

    /** Whether it waits to be entered. */
    public boolean isNew() {
        return status == EntryStatus.NEW;
    }

    /** What the practice's system has to hold: a no, or what withdraws one. */
    ChoiceDecision toEnter() {
        return state == ChoiceState.DO_NOT_ALLOW ? ChoiceDecision.DO_NOT_ALLOW : ChoiceDecision.ALLOW;
    }

    /** False where nothing is to be entered, or nothing before the person has chosen again. */
    boolean hasCode() {
        return isNew() || status == EntryStatus.APPLIED;
    }

    /** What a tick box sends: whom, and which of their choices. */
    public String entry() {
        return new Entry(subject, n).written();
    }
}
