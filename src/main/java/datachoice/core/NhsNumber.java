package datachoice.core;

import java.text.Normalizer;
import java.util.Optional;

/**
 * An NHS number whose check digit holds. Masks itself in logs: only {@link #digits()} and {@link #grouped()} show it.
 *
 * @param digits ten ASCII digits, no spaces, the last one the Modulus 11 check digit
 */
public record NhsNumber(String digits) {
    public NhsNumber {
        if (!holds(digits)) {
            throw new IllegalArgumentException("not an NHS number");
        }
    }

    /** Reads what people write: spaces, dashes and dots between the digits are ignored. Empty if the check fails. */
    public static Optional<NhsNumber> parse(String written) {
        var digits = clean(written);
        return holds(digits) ? Optional.of(new NhsNumber(digits)) : Optional.empty();
    }

    /**
     * Ten digits, check digit right, not ten times the same digit (those pass the arithmetic but are nobody's).
     *
     * @see <a href="https://www.datadictionary.nhs.uk/attributes/nhs_number.html">NHS number, Modulus 11 check</a>
     */
    public static boolean holds(String digits) {
        if (digits.length() != 10) {
            return false;
        }
        int sum = 0;
        boolean repeated = true;
        for (int i = 0; i < 10; i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') { // ASCII only: Character.isDigit lets other scripts through
                return false;
            }
            repeated &= c == digits.charAt(0);
            if (i < 9) {
                sum += (10 - i) * (c - '0');
            }
        }
        int check = (11 - sum % 11) % 11; // 10 has no digit: no number exists for such a stem
        return !repeated && check == digits.charAt(9) - '0';
    }

    /** Without spaces of any kind, invisible characters, dashes and dots; full-width digits as ASCII. */
    public static String clean(String written) {
        var kept = new StringBuilder(10);
        Normalizer.normalize(written, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !(Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.DASH_PUNCTUATION
                        || c == '.'))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** As people read it: 3-3-4, spaces between. */
    public String grouped() {
        return digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
    }

    @Override
    public String toString() {
        return "•••• " + digits.substring(6);
    }
}
