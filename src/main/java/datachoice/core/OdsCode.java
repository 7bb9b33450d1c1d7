package datachoice.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a GP practice in the national directory. Carries no meaning: not region, not size.
 *
 * @param value one capital letter and five digits, such as {@code E85001}
 */
public record OdsCode(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Z][0-9]{5}");

    public OdsCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the code of a GP practice");
        }
    }

    /** Upper-cased and trimmed first. Empty if it does not have the shape of a practice's code. */
    public static Optional<OdsCode> parse(String written) {
        var code = written.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(code).matches() ? Optional.of(new OdsCode(code)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
