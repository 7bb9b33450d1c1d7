package datachoice.publication;

import datachoice.publication.text.Article;
import datachoice.publication.text.ArticleReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an item must have before anybody may be asked to approve it. */
final class Readiness {
    private static final List<String> FORM_PARTS =
            List.of("about-you", "who-signs", "question", "facts", "sign", "send");

    private final ArticleReader reader;

    Readiness(ArticleReader reader) {
        this.reader = reader;
    }

    /**
     * A demand on an item.
     *
     * @param key of the sentence that says it
     * @param argument of that sentence; empty for most
     */
    record Check(String key, String argument, boolean passed) {}

    /** @param live what is live now; null for an item that was never live */
    List<Check> checks(String slug, ItemKind kind, Content content, @Nullable Content live) {
        var article = reader.read(content.body());
        var checks = new ArrayList<Check>();
        checks.add(new Check("publishing.check.words", "", !article.sections().isEmpty()));
        if (slug.equals(PublishedContent.EXPLANATION)) {
            PublishedContent.EXPLANATION_FACTS.forEach(
                    id -> checks.add(new Check("publishing.check.fact", id, startsWithParagraph(article, id))));
            // A text from before these were asked for may still be corrected; what is there is not lost by accident
            var before = live == null ? null : reader.read(live.body());
            if (before == null || showsTheJourney(before)) {
                checks.add(new Check("publishing.check.journey", "", showsTheJourney(article)));
            }
            if (before == null || has(before, PublishedContent.NOT_THIS)) {
                checks.add(new Check(
                        "publishing.check.part", PublishedContent.NOT_THIS, has(article, PublishedContent.NOT_THIS)));
            }
        }
        if (kind == ItemKind.FORM) {
            FORM_PARTS.forEach(id -> checks.add(new Check("publishing.check.part", id, has(article, id))));
        }
        if (content.hasFilm()) {
            checks.add(
                    new Check("publishing.check.film", "", content.filmOrNone().isWhole()));
        }
        return checks;
    }

    private static boolean startsWithParagraph(Article article, String id) {
        return article.sections().stream()
                .anyMatch(section -> section.id().equals(id) && !section.fact().isEmpty());
    }

    private static boolean showsTheJourney(Article article) {
        return article.sections().stream()
                .anyMatch(section -> PublishedContent.isJourney(section.id(), section.table()));
    }

    private static boolean has(Article article, String id) {
        return article.sections().stream().anyMatch(section -> section.id().equals(id));
    }
}
