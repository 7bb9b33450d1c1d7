package datachoice.letter;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The words of letters and e-mails, {@code messages/letter.properties}. Placeholders have names, so that a translator can
 * move them; what is filled in is never looked at again, so that nobody's name can be a placeholder.
 */
@Component
class Words {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private final Properties words = new Properties();

    Words() {
        try (var in = new InputStreamReader(
                new ClassPathResource("messages/letter.properties").getInputStream(), StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For the text of a message: values may have several lines.
     *
     * @throws IllegalArgumentException for a key without words, or a placeholder without a value
     */
    String text(String key, Map<String, String> values) {
        return PLACEHOLDER.matcher(pattern(key)).replaceAll(found -> {
            var value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException(key + " needs {" + found.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** For a subject or an address line: whatever a value holds, the result is one line. */
    String line(String key, Map<String, String> values) {
        return oneLine(text(key, values));
    }

    /** Line ends and other controls become one space. */
    static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    private String pattern(String key) {
        var pattern = words.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        return pattern;
    }
}
