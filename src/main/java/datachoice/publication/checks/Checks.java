package datachoice.publication.checks;

import datachoice.publication.checks.Subject.FilmParts;
import datachoice.publication.text.Article;
import datachoice.publication.text.Article.Removed;
import datachoice.publication.text.Article.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks through a text, part by part. */
public final class Checks {
    private static final String KEYS = "publishing.check.";
    private static final int LONGEST_SHOWN = 200;
    private static final int MOST_SHOWN = 3;
    private static final Pattern LOWER = Pattern.compile("<h([34])\\b");
    private static final Pattern EMPTY = Pattern.compile("<h([34])[^>]*>\\s*</h");
    private static final Pattern ALT = Pattern.compile("<img [^>]*alt=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i).*\\.(?:png|jpe?g|svg|gif|webp)");

    private Checks() {}

    /** Each demand on it, those that it meets too. */
    public static List<Check> of(Subject text, OwnPages pages) {
        var checks = new ArrayList<Check>();
        checks.add(Check.of(KEYS + "words", "body", !text.article().sections().isEmpty()));
        for (var fact : text.facts()) {
            checks.add(new Check(KEYS + "fact", fact, "body", startsWithParagraph(text.article(), fact), List.of()));
        }
        for (var part : text.parts()) {
            checks.add(new Check(KEYS + "part", part, "body", has(text.article(), part), List.of()));
        }
        if (text.journey() != null) {
            checks.add(Check.of(KEYS + "journey", "body", text.journey()));
        }
        if (text.addressed() && !text.language().startsWith("en")) {
            checks.add(Check.of(KEYS + "your", "body", !text.markdown().contains("{your}")));
        }
        checks.add(Check.of(KEYS + "headings", "body", outOfOrder(text.article())));
        checks.add(Check.of(KEYS + "pictures", "body", pictures(text.article())));
        checks.add(Check.of(KEYS + "links", "body", Links.broken(text.article(), places(text), text.address(), pages)));
        addCare(checks, text);
        if (text.film() != null) {
            addFilm(checks, text, text.film(), pages);
        }
        checks.add(Check.of(KEYS + "contact", "body", text.contact()));
        checks.add(Check.of(
                KEYS + "what-changed", "whatChanged", !text.whatChanged().isBlank()));
        checks.add(Check.of(KEYS + "owner", "owner", text.owner() != null));
        checks.add(Check.of(
                KEYS + "review",
                "reviewOn-day",
                text.reviewOn() != null && text.reviewOn().isAfter(text.today())));
        return List.copyOf(checks);
    }

    /**
     * Sentences of it, and of whatever else is published with it, that sound as if the choice were about the reader's own care;
     * without those that came with the software. Each once, whole, with plain spaces.
     */
    public static List<String> claims(Subject text) {
        return claims(text.language(), parts(text)).stream()
                .filter(sentence -> !text.known().contains(sentence))
                .toList();
    }

    /** As {@link #claims(Subject)}, of loose words. */
    public static List<String> claims(String language, Stream<String> words) {
        return CareClaims.in(words, language);
    }

    private static Stream<String> parts(Subject text) {
        var own = Stream.of(text.title(), text.summary(), text.article().words(), text.whatChanged());
        var film = text.film();
        if (film == null) {
            return own;
        }
        return Stream.concat(
                own,
                Stream.of(
                        film.transcript() == null ? "" : film.transcript().words(),
                        film.captionWords(),
                        film.posterAlt() == null ? "" : film.posterAlt()));
    }

    /** Passed also by a reason that was given for just these; it then stands beside the version for everybody. */
    private static void addCare(List<Check> checks, Subject text) {
        var found = claims(text);
        var others = found.stream()
                .filter(sentence ->
                        text.careReason() == null || !text.careFound().contains(sentence))
                .toList();
        boolean reasoned = text.careReason() != null && !others.isEmpty();
        checks.add(new Check(
                KEYS + (reasoned ? "care-again" : "care"),
                "",
                "careReason",
                others.isEmpty(),
                (others.isEmpty() ? found : others)
                        .stream().map(Checks::shortened).toList()));
        if (!CareClaims.knows(text.language())) {
            checks.add(Check.of(KEYS + "care-language", "checkedBy", text.checkedBy() != null));
        }
    }

    /** A few, and how many more: all captions of another film would fill the page. */
    private static List<String> first(List<String> found) {
        var shown = found.stream().limit(MOST_SHOWN).map(Checks::shortened);
        return found.size() <= MOST_SHOWN
                ? shown.toList()
                : Stream.concat(shown, Stream.of("… + " + (found.size() - MOST_SHOWN)))
                        .toList();
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST_SHOWN ? sentence : sentence.substring(0, LONGEST_SHOWN) + "…";
    }

    private static void addFilm(List<Check> checks, Subject text, FilmParts film, OwnPages pages) {
        checks.add(Check.of(KEYS + "video", "videoFile", film.video()));
        checks.add(Check.of(KEYS + "poster", "posterFile", film.poster()));
        checks.add(Check.of(KEYS + "poster-alt", "posterAlt", saysSomething(film.posterAlt())));
        checks.add(Check.of(KEYS + "captions", "captionsFile", film.captions()));
        if (film.captions() || film.describedCaptions()) {
            checks.add(Check.of(KEYS + "captions-late", "captionsFile", first(film.late())));
        }
        checks.add(Check.of(
                KEYS + "transcript",
                "transcript",
                film.transcript() != null && !film.transcript().sections().isEmpty()));
        checks.add(Check.of(
                KEYS + "described", "allSpoken", film.described() ? film.describedCaptions() : film.allSpoken()));
        if (film.transcript() != null) {
            checks.add(Check.of(
                    KEYS + "transcript-parts",
                    "transcript",
                    Stream.concat(outOfOrder(film.transcript()).stream(), pictures(film.transcript()).stream())
                            .toList()));
            checks.add(Check.of(
                    KEYS + "transcript-links",
                    "transcript",
                    Links.broken(film.transcript(), places(text), text.address(), pages)));
        }
    }

    private static Set<String> places(Subject text) {
        return Links.places(text.article(), text.film() != null, text.address());
    }

    private static boolean saysSomething(@Nullable String alt) {
        return alt != null
                && !alt.isBlank()
                && !FILE_NAME.matcher(alt.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** Sections without a heading's words, and smaller headings that miss the step between. */
    private static List<String> outOfOrder(Article article) {
        var wrong = new ArrayList<String>();
        for (var section : article.sections()) {
            if (section.heading().isEmpty() && !section.id().isEmpty()) {
                wrong.add("##");
            }
            var lower = LOWER.matcher(section.html());
            EMPTY.matcher(section.html())
                    .results()
                    .forEach(empty -> wrong.add("#".repeat(empty.group(1).charAt(0) - '0')));
            section.questions().stream()
                    .filter(asked -> asked.heading().isEmpty())
                    .forEach(asked -> wrong.add("###"));
            if (lower.find() && (section.id().isEmpty() || lower.group(1).equals("4"))) {
                wrong.add(section.heading().isEmpty() ? "###" : section.heading());
            }
        }
        return wrong;
    }

    /** Pictures that cannot be shown, or have no words for those who cannot see them. */
    private static List<String> pictures(Article article) {
        return Stream.concat(
                        article.removed().stream()
                                .filter(part -> part.kind() == Removed.Kind.PICTURE)
                                .map(Removed::what),
                        article.sections().stream()
                                .filter(Checks::hasSilentPicture)
                                .map(Section::heading))
                .toList();
    }

    /** One without words, or whose words are the name of a file. */
    private static boolean hasSilentPicture(Section section) {
        return Stream.concat(
                        Stream.of(section.html()), section.questions().stream().map(Article.Question::html))
                .flatMap(html -> ALT.matcher(html).results())
                .anyMatch(alt -> !saysSomething(alt.group(1)));
    }

    private static boolean startsWithParagraph(Article article, String id) {
        return article.sections().stream()
                .anyMatch(section -> section.id().equals(id) && !section.fact().isEmpty());
    }

    private static boolean has(Article article, String id) {
        return article.sections().stream().anyMatch(section -> section.id().equals(id));
    }
}
