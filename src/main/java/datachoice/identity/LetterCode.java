package datachoice.identity;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The code in a letter: 40 bits, as eight characters that are hard to mistake for each other.
 *
 * @param characters eight of Crockford's base 32, capital letters
 * @see <a href="https://www.crockford.com/base32.html">Crockford's base 32: no I, L, O or U</a>
 */
record LetterCode(String characters) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_INPUT = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    static LetterCode random() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new LetterCode(code.toString());
    }

    /**
     * Reads what people type: any case, with spaces, dashes and dots, the letter O for a zero, I or L for a one. Empty for
     * what cannot be a code.
     */
    static Optional<LetterCode> parse(String typed) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        var code = new StringBuilder(LENGTH);
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c))
                .forEach(code::appendCodePoint);
        var characters = code.toString().replace('O', '0').replace('I', '1').replace('L', '1');
        return characters.length() == LENGTH && characters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                ? Optional.of(new LetterCode(characters))
                : Optional.empty();
    }

    /** As it is printed: XXXX-XXXX. */
    String written() {
        return characters.substring(0, 4) + "-" + characters.substring(4);
    }

    @Override
    public String toString() {
        return "LetterCode[]"; // never in a log
    }
}
