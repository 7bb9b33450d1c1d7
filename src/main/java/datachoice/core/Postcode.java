package datachoice.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A postcode of the United Kingdom, by its shape, and the one that has another: {@code GIR 0AA}. Whether the post delivers
 * there is not known.
 *
 * @param value capitals, one space before the last three characters, such as {@code LS1 4AP}
 */
public record Postcode(String value) {
    private static final Pattern SHAPE = Pattern.compile("([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})|(GIR) ?(0AA)");

    public Postcode {
        if (!SHAPE.matcher(value).matches() || value.charAt(value.length() - 4) != ' ') {
            throw new IllegalArgumentException("not a postcode");
        }
    }

    /** Any case, any spaces. Empty if it does not have the shape of a postcode. */
    public static Optional<Postcode> parse(String written) {
        var squeezed = new StringBuilder(8);
        written.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(squeezed::appendCodePoint);
        var parts = SHAPE.matcher(squeezed.toString().toUpperCase(Locale.ROOT));
        return parts.matches()
                ? Optional.of(new Postcode(parts.group().replace(" ", "").replaceFirst("(?=.{3}$)", " ")))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
