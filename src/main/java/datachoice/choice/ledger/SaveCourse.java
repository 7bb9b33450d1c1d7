package datachoice.choice.ledger;

import datachoice.choice.ChoiceNotSaved.Why;
import datachoice.core.BusyDatabase;
import datachoice.core.LostDatabase;
import datachoice.core.NotFound;
import datachoice.identity.LetterAlreadyUsed;

/** How far one request to save came, over all its attempts: what to tell of it in the end depends on that. */
class SaveCourse {
    private boolean stored;
    private boolean inDoubt;

    /** Nothing is stored yet. */
    void begins() {
        stored = false;
    }

    /** All of it; what is missing is that the database says so. */
    void stored() {
        stored = true;
    }

    /** The connection broke: where everything had been stored, nobody knows whether it stays. */
    void broke() {
        inDoubt |= stored;
        stored = false;
    }

    /** A receipt of this very request, and not of one before it. */
    boolean savedNow() {
        return stored;
    }

    boolean inDoubt() {
        return inDoubt;
    }

    Why whyNot(RuntimeException failure) {
        if (failure instanceof ChoiceMovedOn) {
            return Why.MOVED_ON;
        } else if (failure instanceof TooManyChoices) {
            return Why.LIMIT;
        } else if (failure instanceof LetterAlreadyUsed) {
            return Why.LETTER_USED;
        } else if (failure instanceof NotEntitled) {
            return Why.NOT_ENTITLED;
        } else if (failure instanceof NotFound) {
            return Why.GONE;
        } else if (LostDatabase.isCauseOf(failure) || BusyDatabase.isCauseOf(failure)) {
            return inDoubt ? Why.UNKNOWN : Why.NOT_STORED;
        }
        return Why.FAULT;
    }
}
