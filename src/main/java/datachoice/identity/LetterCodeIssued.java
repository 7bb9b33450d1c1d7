package datachoice.identity;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * A person gets a letter with this code. The code itself is known only here and in that letter.
 *
 * @param code eight characters, written XXXX-XXXX
 */
public record LetterCodeIssued(PersonId person, String code, Instant expiresAt) implements Audited {
    @Override
    public String action() {
        return "LETTER_CODE_ISSUED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(person);
    }

    @Override
    public String toString() {
        return "LetterCodeIssued[" + person + "]"; // the code never reaches a log
    }
}
