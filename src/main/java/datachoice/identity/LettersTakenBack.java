package datachoice.identity;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.Collection;

/** Letters with a code that were made for these people are not printed: one entry in the trail, however many they are. */
record LettersTakenBack(Collection<PersonId> subjects) implements Audited {
    @Override
    public String action() {
        return "LETTERS_TAKEN_BACK";
    }
}
