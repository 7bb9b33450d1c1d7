package datachoice.publication.checks;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sentences that sound as if the choice were about the care of those who read it. In 2014 a leaflet was said to mislead just so.
 * A list of words is no judge: whoever means it otherwise says why, for everybody to read. No part of a text is left out: what a
 * section is called is the choice of who writes it.
 */
final class CareClaims {
    private static final Map<String, List<String>> WORDS = Map.of(
            "en",
                    List.of(
                            "better care for you",
                            "improve your care",
                            "improves your care",
                            "improving your care",
                            "your care will",
                            "your care depends",
                            "for your own care",
                            "your treatment",
                            "to treat you",
                            "treat you better",
                            "treats you better",
                            "diagnose you",
                            "save your life",
                            "saves your life",
                            "saving your life",
                            "in an emergency",
                            "ambulance",
                            "so that your doctor",
                            "so your doctor",
                            "helps your doctor",
                            "help your doctor",
                            "needed to care for you",
                            "hospital will see your",
                            "hospital can see your",
                            "wherever you are treated"),
            "cy",
                    List.of(
                            "gofal gwell i chi",
                            "gwella eich gofal",
                            "gwella’ch gofal",
                            "eich triniaeth",
                            "i’ch trin",
                            "achub eich bywyd",
                            "mewn argyfwng",
                            "ambiwlans",
                            "i’ch meddyg allu"));

    private static final Pattern END = Pattern.compile("(?<=[.!?])[\\s\\p{Z}]+|\n");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    /** Nobody sees them: word processors and other websites leave them between letters, and between words. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

    private CareClaims() {}

    /** False for a language that nobody wrote such a list for. */
    static boolean knows(String language) {
        return WORDS.containsKey(base(language));
    }

    /** Each once, with plain spaces, whole. */
    static List<String> in(Stream<String> texts, String language) {
        var words = WORDS.getOrDefault(base(language), WORDS.get("en"));
        return texts.flatMap(END::splitAsStream)
                .filter(sentence ->
                        says(words, UNSEEN.matcher(sentence).replaceAll("")) || says(words, spaced(sentence)))
                .map(sentence ->
                        SPACES.matcher(spaced(sentence)).replaceAll(" ").strip())
                .distinct()
                .toList();
    }

    private static boolean says(List<String> words, String sentence) {
        var plain = SPACES.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .replace('\'', '’')
                .toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(plain::contains);
    }

    private static String spaced(String sentence) {
        return UNSEEN.matcher(sentence).replaceAll(" ");
    }

    private static String base(String language) {
        return language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }
}
