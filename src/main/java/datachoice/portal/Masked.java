package datachoice.portal;

import datachoice.core.NhsNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text without what names a person: no line of ours is to hold any, and this is for the lines of others, who quote what
 * they stumble over (T20).
 */
final class Masked {
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"'()\\[\\],;:=]+@[^\\s@<>\"'()\\[\\],;:=]+\\.\\p{L}{2,}");
    private static final Pattern TEN_DIGITS =
            Pattern.compile("(?<![\\w-])[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{4}(?![\\w-])");
    private static final String MASK = "•••";

    private Masked() {}

    static String of(String text) {
        var masked = text;
        if (text.indexOf('@') >= 0) {
            masked = EMAIL.matcher(masked).replaceAll(MASK + "@" + MASK);
        }
        return TEN_DIGITS
                .matcher(masked)
                .replaceAll(found -> NhsNumber.parse(found.group()).isPresent() ? MASK : found.group());
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
