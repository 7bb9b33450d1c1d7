package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.PersonId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One person of the list.
 *
 * @param n number of the choice in the ledger
 */
record PracticeRow(
        PersonId subject,
        int n,
        String familyName,
        String givenNames,
        LocalDate dateOfBirth,
        ChoiceDecision decision,
        EntryStatus status,
        Instant setAt) {
    /** As the list is sorted: "Smith, Ann". */
    public String listName() {
        return familyName + ", " + givenNames;
    }

    /** False where nothing is to be entered, or nothing before the person has chosen again. */
    boolean hasCode() {
        return status == EntryStatus.NEW || status == EntryStatus.APPLIED;
    }

    /** What a tick box sends: whom, and which of their choices. */
    public String entry() {
        return new Entry(subject, n).written();
    }
}
