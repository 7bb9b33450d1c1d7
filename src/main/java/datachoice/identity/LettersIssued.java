package datachoice.identity;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.Collection;

/** These people get a letter with a code each: one entry in the trail, however many they are. */
record LettersIssued(Collection<PersonId> subjects) implements Audited {
    @Override
    public String action() {
        return "LETTER_CODE_ISSUED";
    }
}
