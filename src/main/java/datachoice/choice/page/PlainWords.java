package datachoice.choice.page;

import datachoice.core.NhsNumber;
import datachoice.core.PersonNames;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Reads what people write in their own words: cleaned like a name, not too long, and without anybody's NHS number. */
public final class PlainWords {
    /** Ten numbers that are not part of a longer one, such as that of a telephone. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9])(?<![0-9][ .-])[0-9](?:[ .-]?[0-9]){9}(?![ .-]?[0-9])");

    private PlainWords() {}

    /**
     * The words as they are kept; empty if the form's errors now say what is wrong, by {@code key} and {@code .empty},
     * {@code .long} or {@code .number}.
     */
    public static Optional<String> read(@Nullable String typed, int longest, String field, String key, Errors errors) {
        var text = typed == null ? "" : PersonNames.clean(typed);
        var fault =
                text.codePoints().noneMatch(Character::isLetterOrDigit) ? Optional.of("empty") : fault(text, longest);
        fault.ifPresent(end -> errors.rejectValue(field, key + "." + end, new Object[] {longest}, null));
        return fault.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /** As the other, where nothing needs to be written: then the words are empty. */
    public static Optional<String> readOptional(
            @Nullable String typed, int longest, String field, String key, Errors errors) {
        return typed == null || PersonNames.clean(typed).isEmpty()
                ? Optional.of("")
                : read(typed, longest, field, key, errors);
    }

    private static Optional<String> fault(String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of("long");
        }
        return NUMBER.matcher(text).results().anyMatch(found -> NhsNumber.parse(found.group())
                        .isPresent())
                ? Optional.of("number")
                : Optional.empty();
    }
}
