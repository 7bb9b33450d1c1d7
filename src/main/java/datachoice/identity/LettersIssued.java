package datachoice.identity;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.Collection;

/**
 * These people get a letter with a code each: one entry in the trail, however many they are.
 *
 * @param amongMany a part of the letters that a practice's lead had made for everybody: the lead's own entry says how many,
 *     and these are there for each person to see
 */
record LettersIssued(Collection<PersonId> subjects, boolean amongMany) implements Audited {
    @Override
    public String action() {
        return amongMany ? "LETTER_CODE_ISSUED_AMONG_MANY" : "LETTER_CODE_ISSUED";
    }
}
