package datachoice.identity;

import datachoice.core.PersonId;
import java.time.Instant;

/**
 * A person gets a letter with this code. The code itself is known only here and in that letter.
 *
 * @param code eight characters, written XXXX-XXXX
 * @param amongMany one of thousands that are made at once: it may wait for what somebody asked for themselves
 */
public record LetterCodeIssued(PersonId person, String code, Instant expiresAt, boolean amongMany) {
    @Override
    public String toString() {
        return "LetterCodeIssued[" + person + "]"; // the code never reaches a log
    }
}
