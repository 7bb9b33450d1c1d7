package datachoice.core;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes that people copy from paper or read out: signs that are hard to mistake for each other.
 *
 * @see <a href="https://www.crockford.com/base32.html">Crockford's base 32: no I, L, O or U</a>
 */
public final class Base32 {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LONGEST_INPUT = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Base32() {}

    /** Five random bits for each sign; capital letters. */
    public static String random(int length) {
        var code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    /**
     * Reads what people type: any case, with spaces, dashes and dots, the letter O for a zero, I or L for a one. Empty for
     * what cannot be a code of that length.
     */
    public static Optional<String> read(String typed, int length) {
        if (typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        var code = new StringBuilder(length);
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(code::appendCodePoint);
        var characters = code.toString().replace('O', '0').replace('I', '1').replace('L', '1');
        return characters.length() == length && characters.chars().allMatch(c -> SIGNS.indexOf(c) >= 0)
                ? Optional.of(characters)
                : Optional.empty();
    }

    /** As it is printed: two halves with a dash between, such as XXXX-XXXX. */
    public static String written(String code) {
        int half = code.length() / 2;
        return code.substring(0, half) + "-" + code.substring(half);
    }
}
