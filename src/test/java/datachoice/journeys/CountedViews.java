package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentence of /accessibility that {@link PageTests} fills in from what it found: how much was looked at, in tens, so that
 * the statement is not a new one with each new page. {@code -Dstatement=true} writes it.
 */
final class CountedViews {
    private static final Path STATEMENT = Path.of("src/main/resources/publication/first/accessibility.md");
    private static final Pattern COUNTED = Pattern.compile("For this version they looked at .*");
    private static final boolean WRITE = Boolean.getBoolean("statement");

    private CountedViews() {}

    /**
     * @param good views without any fault
     * @param mistaken those of them that say what is wrong with what was entered
     */
    static void areSaid(int good, int mistaken) throws IOException {
        var counted = String.format(
                Locale.ROOT,
                "For this version they looked at more than %d views of its pages, more than %d of them with mistakes in a form, "
                        + "and found none of these faults.",
                tens(good),
                tens(mistaken));
        var said = Files.readString(STATEMENT);
        if (WRITE) {
            Files.writeString(STATEMENT, COUNTED.matcher(said).replaceFirst(Matcher.quoteReplacement(counted)));
            return;
        }
        assertThat(said)
                .as("what /accessibility says was looked at: -Dtest=PageTests -Dstatement=true fills it in")
                .contains(counted);
    }

    private static int tens(int count) {
        return (count - 1) / 10 * 10;
    }
}
