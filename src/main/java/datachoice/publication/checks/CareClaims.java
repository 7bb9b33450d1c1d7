package datachoice.publication.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sentences that sound as if the choice were about the care of those who read it. In 2014 a leaflet was said to mislead just so.
 * A list of words is no judge: whoever means it otherwise says why, for everybody to read.
 */
final class CareClaims {
    /** Sections that are there to say that it is not. */
    static final Set<String> DENY = Set.of("own-care", "what-this-is-not", "check-yourself", "health");

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

    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+|\n");
    private static final int LONGEST_SHOWN = 200;

    private CareClaims() {}

    /** Cut where they are long. */
    static List<String> in(Stream<String> texts, String language) {
        var words = WORDS.getOrDefault(language, WORDS.get("en"));
        return texts.flatMap(END::splitAsStream)
                .map(String::strip)
                .filter(sentence -> {
                    var plain =
                            sentence.replace('\'', '’').replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
                    return words.stream().anyMatch(plain::contains);
                })
                .map(sentence ->
                        sentence.length() <= LONGEST_SHOWN ? sentence : sentence.substring(0, LONGEST_SHOWN) + "…")
                .distinct()
                .toList();
    }
}
