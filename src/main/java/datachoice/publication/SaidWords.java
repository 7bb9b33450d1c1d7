package datachoice.publication;

import datachoice.publication.text.ArticleReader;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether a version said something, word for word: what a correction quotes stays beside the version for good. */
@Component
class SaidWords {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

    private final ContentVersions versions;
    private final ArticleReader reader;

    SaidWords(ContentVersions versions, ArticleReader reader) {
        this.versions = versions;
        this.reader = reader;
    }

    /** Those from the first to the last version that do not say it; in order, empty if all do. */
    int[] without(String slug, int first, int last, String words) {
        return IntStream.rangeClosed(first, last)
                .filter(n -> !says(slug, n, words))
                .toArray();
    }

    /** What it says as its readers see it, or as it was typed; without regard for spaces, capitals and kinds of quotes. */
    boolean says(String slug, int n, String words) {
        var sought = plain(words);
        return versions.findById(new ContentVersion.Number(slug, n)).map(ContentVersion::content).stream()
                .flatMap(said -> {
                    var transcript =
                            Objects.requireNonNullElse(said.filmOrNone().transcript(), "");
                    return Stream.of(
                            said.title(),
                            said.summary(),
                            said.body(),
                            reader.read(said.body()).words(),
                            transcript,
                            reader.read(transcript).words());
                })
                .anyMatch(text -> plain(text).contains(sought));
    }

    private static String plain(String text) {
        return SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
