package datachoice.identity;

import datachoice.core.Base32;
import datachoice.core.SecretKeys;
import java.util.Optional;

/**
 * The code in a letter: 40 bits, as eight characters that are hard to mistake for each other.
 *
 * @param characters eight of {@link Base32}
 */
public record LetterCode(String characters) {
    private static final int LENGTH = 8;
    private static final String USE = "letter-code";

    static LetterCode random() {
        return new LetterCode(Base32.random(LENGTH));
    }

    /** Reads what people type, as {@link Base32#read} does. Empty for what cannot be a code. */
    public static Optional<LetterCode> parse(String typed) {
        return Base32.read(typed, LENGTH).map(LetterCode::new);
    }

    /** As it is printed: XXXX-XXXX. */
    public String written() {
        return Base32.written(characters);
    }

    /** As it is stored: nobody can tell the code from it, or make one, without the portal's key. */
    public byte[] mark(SecretKeys keys) {
        return keys.mark(USE, characters);
    }

    @Override
    public String toString() {
        return "LetterCode[]"; // never in a log
    }
}
