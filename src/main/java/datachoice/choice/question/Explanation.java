package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.Submission;
import datachoice.person.PersonView;
import datachoice.publication.ContentView;
import datachoice.publication.PublishedContent;
import datachoice.publication.SectionView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The explanation as it stands beside the question: its facts, its version. One text for the web page, paper and here. */
@Component
public class Explanation {
    /** What the ledger calls a text that is no translation. */
    static final String ENGLISH = "en";

    private final PublishedContent published;

    Explanation(PublishedContent published) {
        this.published = published;
    }

    /**
     * What a page shows of it.
     *
     * @param n the version that is live now; goes through the form, because another may be live when it comes back
     * @param language of these words, for the page and for the ledger; goes through the form as well
     */
    record ShownView(String slug, String title, int n, String language, List<String> facts) {}

    /**
     * For someone who chooses for themselves.
     *
     * @param locale of the page. Its words are English all the same where no translation says what the English says now
     */
    ShownView forSelf(Locale locale) {
        var live = published.explanationAsOfNow(locale);
        return shown(live, section -> section.fact(live.language()));
    }

    /** For someone who chooses for that person; as the other. */
    ShownView forOther(PersonView subject, Locale locale) {
        var live = published.explanationAsOfNow(locale);
        var name = subject.firstName();
        return shown(live, section -> section.fact(live.editionOf() == null ? name + "'s" : name, name));
    }

    private static ShownView shown(ContentView live, Function<SectionView, String> fact) {
        var facts = PublishedContent.EXPLANATION_FACTS.stream()
                .map(id -> fact.apply(live.section(id)))
                .toList();
        var language = live.editionOf() == null ? ENGLISH : live.language();
        return new ShownView(live.slug(), live.title(), live.n(), language, facts);
    }

    /**
     * The version that the page says it showed: a translation also if it was withdrawn since, because it was read.
     *
     * @param language as {@link ShownView#language()}
     * @throws ChoiceMovedOn if there is no such version, so that the question is asked again with the live one
     */
    Submission.ShownVersion shown(int n, String language) {
        var item = language.equals(ENGLISH)
                ? Optional.of(PublishedContent.EXPLANATION)
                : published.translationOf(PublishedContent.EXPLANATION, language);
        var version = item.flatMap(slug -> published.version(slug, n)).orElseThrow(ChoiceMovedOn::new);
        return new Submission.ShownVersion(version.slug(), version.n(), language);
    }

    /** The title of what was shown once; null where nothing was. */
    public @Nullable String titleOf(Submission.ShownVersion shown) {
        return shown.isNothing() ? null : titleOf(shown.item(), shown.n());
    }

    /** Its title, for a version that was shown once. */
    String titleOf(String slug, int n) {
        return published.version(slug, n).map(ContentView::title).orElse(slug);
    }
}
