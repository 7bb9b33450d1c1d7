package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.checks.Check;
import datachoice.publication.checks.Checks;
import datachoice.publication.checks.Links;
import datachoice.publication.checks.OwnPages;
import datachoice.publication.checks.Subject;
import datachoice.publication.checks.Subject.FilmParts;
import datachoice.publication.media.Captions;
import datachoice.publication.media.Captions.Cue;
import datachoice.publication.media.FileRefused;
import datachoice.publication.media.MediaStore;
import datachoice.publication.text.Article;
import datachoice.publication.text.ArticleReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an item must have before anybody may be asked to approve it. */
@Component
class Readiness {
    private static final List<String> FORM_PARTS =
            List.of("about-you", "who-signs", "question", "facts", "sign", "send");

    private final ArticleReader reader;
    private final OwnPages pages;
    private final OperatorLookup operators;
    private final KnownSentences known;
    private final MediaStore store;
    private final PublishedContent published;
    private final JdbcClient jdbc;
    private final Clock clock;

    Readiness(
            ArticleReader reader,
            OwnPages pages,
            OperatorLookup operators,
            KnownSentences known,
            MediaStore store,
            PublishedContent published,
            JdbcClient jdbc,
            Clock clock) {
        this.reader = reader;
        this.known = known;
        this.store = store;
        this.published = published;
        this.jdbc = jdbc;
        this.pages = pages;
        this.operators = operators;
        this.clock = clock;
    }

    /**
     * @param editionOf null for an item that is no edition
     * @param live what is live now; null for an item that was never live
     */
    List<Check> checks(
            String slug, ItemKind kind, @Nullable EditionOf editionOf, Content content, @Nullable Content live) {
        return Checks.of(subject(slug, kind, editionOf, content, live), pages);
    }

    /**
     * What such a draft of that item lacks now; empty if it may go live. Handing over, approving and going live all ask here.
     *
     * @param live what is live now; null for an item that was never live
     */
    List<Check> missing(String slug, Content content, @Nullable Content live) {
        var kind = jdbc.sql("select kind from publication.item where slug = ?")
                .param(slug)
                .query(String.class)
                .single();
        return checks(slug, ItemKind.valueOf(kind), published.editionOf(slug).orElse(null), content, live).stream()
                .filter(check -> !check.passed())
                .toList();
    }

    /** Addresses of other sites that its texts lead to, each once. */
    List<String> elsewhere(Content content) {
        return Stream.of(
                        content.body(),
                        Objects.requireNonNullElse(content.filmOrNone().transcript(), ""))
                .flatMap(text -> Links.elsewhere(reader.read(text)).stream())
                .distinct()
                .toList();
    }

    /** True if it lacks nothing: see {@link #missing}. */
    boolean isReady(String slug, Content content, @Nullable Content live) {
        return missing(slug, content, live).isEmpty();
    }

    /** The sentences that a reason given now is given for. */
    List<String> claims(String slug, ItemKind kind, @Nullable EditionOf editionOf, Content content) {
        return Checks.claims(subject(slug, kind, editionOf, content, null));
    }

    private Subject subject(
            String slug, ItemKind kind, @Nullable EditionOf editionOf, Content content, @Nullable Content live) {
        var language = editionOf == null ? "en" : editionOf.language();
        var article = reader.read(content.body(), language);
        // A text from before these were asked for may still be corrected; what is there is not lost by accident
        var before = live == null ? null : reader.read(live.body(), language);
        boolean explanation = slug.equals(PublishedContent.EXPLANATION);
        boolean translation = editionOf != null
                && editionOf.slug().equals(PublishedContent.EXPLANATION)
                && editionOf.edition() == Edition.TRANSLATION;
        var parts = new ArrayList<String>();
        if ((explanation || translation) && (before == null || has(before, PublishedContent.NOT_THIS))) {
            parts.add(PublishedContent.NOT_THIS);
        }
        if (kind == ItemKind.FORM) {
            parts.addAll(FORM_PARTS);
        }
        return new Subject(
                language,
                content.title(),
                content.summary(),
                content.body(),
                article,
                explanation || translation ? PublishedContent.EXPLANATION_FACTS : List.of(),
                parts,
                translation,
                (explanation || translation) && (before == null || showsTheJourney(before))
                        ? showsTheJourney(article)
                        : null,
                content.hasFilm() ? parts(content.filmOrNone()) : null,
                kind.address(slug),
                operators.operator().isPresent() && !content.body().contains(FirstContent.GAP),
                content.whatChanged(),
                known.of(slug, language),
                content.checkedBy(),
                content.careReason(),
                Objects.requireNonNullElse(content.careFound(), List.of()),
                content.owner(),
                content.reviewOn(),
                UkTime.today(clock));
    }

    private FilmParts parts(Film film) {
        var captions = cues(film.captions());
        var describedCaptions = cues(film.describedCaptions());
        return new FilmParts(
                film.video() != null,
                film.poster() != null,
                film.posterAlt(),
                film.captions() != null,
                words(captions) + words(describedCaptions),
                Stream.concat(late(captions, film.video()), late(describedCaptions, film.described()))
                        .toList(),
                film.transcript() == null ? null : reader.read(film.transcript()),
                film.described() != null,
                film.describedCaptions() != null,
                film.allSpoken() != null);
    }

    /** As one text: a sentence goes on from one caption to the next. */
    private static String words(List<Cue> captions) {
        return captions.stream().map(cue -> cue.words().replace('\n', ' ')).collect(Collectors.joining(" ", "", "\n"));
    }

    /** Those that begin when the film has ended, each with its time. */
    private Stream<String> late(List<Cue> captions, @Nullable UUID film) {
        if (film == null) {
            return Stream.empty();
        }
        try {
            var length = store.length(film).orElse(Long.MAX_VALUE);
            return captions.stream()
                    .filter(cue -> cue.from() >= length)
                    .map(cue -> cue.start() + " " + cue.words().replace('\n', ' '));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for none, and for a file that is gone. */
    private List<Cue> cues(@Nullable UUID captions) {
        if (captions == null) {
            return List.of();
        }
        return store.find(captions)
                .map(file -> {
                    try {
                        return Captions.read(file.getContentAsByteArray()).cues();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e); // what could not be read is not known to be right
                    } catch (FileRefused e) {
                        return List.<Cue>of();
                    }
                })
                .orElse(List.of());
    }

    private static boolean showsTheJourney(Article article) {
        return article.sections().stream()
                .anyMatch(section -> PublishedContent.isJourney(section.id(), section.table()));
    }

    private static boolean has(Article article, String id) {
        return article.sections().stream().anyMatch(section -> section.id().equals(id));
    }
}
