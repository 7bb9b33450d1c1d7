package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.checks.Check;
import datachoice.publication.checks.Checks;
import datachoice.publication.checks.OwnPages;
import datachoice.publication.checks.Subject;
import datachoice.publication.checks.Subject.FilmParts;
import datachoice.publication.text.Article;
import datachoice.publication.text.ArticleReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an item must have before anybody may be asked to approve it. */
@Component
class Readiness {
    private static final List<String> FORM_PARTS =
            List.of("about-you", "who-signs", "question", "facts", "sign", "send");

    private final ArticleReader reader;
    private final OwnPages pages;
    private final OperatorLookup operators;
    private final Clock clock;

    Readiness(ArticleReader reader, OwnPages pages, OperatorLookup operators, Clock clock) {
        this.reader = reader;
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
        return Checks.of(
                new Subject(
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
                        content.careReason(),
                        content.owner(),
                        content.reviewOn(),
                        UkTime.today(clock)),
                pages);
    }

    private FilmParts parts(Film film) {
        return new FilmParts(
                film.video() != null,
                film.poster() != null,
                film.posterAlt(),
                film.captions() != null,
                film.transcript() == null ? null : reader.read(film.transcript()),
                film.described() != null,
                film.describedCaptions() != null,
                film.allSpoken() != null);
    }

    private static boolean showsTheJourney(Article article) {
        return article.sections().stream()
                .anyMatch(section -> PublishedContent.isJourney(section.id(), section.table()));
    }

    private static boolean has(Article article, String id) {
        return article.sections().stream().anyMatch(section -> section.id().equals(id));
    }
}
