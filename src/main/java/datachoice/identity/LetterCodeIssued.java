package datachoice.identity;

import datachoice.core.PersonId;
import java.time.Instant;

/**
 * A person gets a letter with this code. The code itself is known only here and in that letter.
 *
 * @param code eight characters, written XXXX-XXXX
 */
public record LetterCodeIssued(PersonId person, String code, Instant expiresAt) {
    @Override
    public String toString() {
        return "LetterCodeIssued[" + person + "]"; // the code never reaches a log
    }
}
