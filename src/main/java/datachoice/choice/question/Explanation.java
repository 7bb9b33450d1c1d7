package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.Submission;
import datachoice.person.PersonView;
import datachoice.publication.ContentView;
import datachoice.publication.PublishedContent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The explanation as it stands beside the question: its facts, its version. One text for the web page, paper and here. */
@Component
public class Explanation {
    static final String LANGUAGE = "en";

    private final PublishedContent published;

    Explanation(PublishedContent published) {
        this.published = published;
    }

    /**
     * What a page shows of it.
     *
     * @param n the version that is live now; goes through the form, because another may be live when it comes back
     */
    record ShownView(String slug, String title, int n, List<String> facts) {}

    /** For someone who chooses for themselves. */
    ShownView forSelf() {
        return shown("your", "you");
    }

    /** For someone who chooses for that person. */
    ShownView forOther(PersonView subject) {
        return shown(subject.firstName() + "'s", subject.firstName());
    }

    private ShownView shown(String your, String you) {
        var live = published.explanation();
        var facts = PublishedContent.EXPLANATION_FACTS.stream()
                .map(id -> live.section(id).fact(your, you))
                .toList();
        return new ShownView(live.slug(), live.title(), live.n(), facts);
    }

    /**
     * The version that the page says it showed.
     *
     * @throws ChoiceMovedOn if there is no such version, so that the question is asked again with the live one
     */
    Submission.ShownVersion shown(int n) {
        var slug = published.explanation().slug();
        var version = published.version(slug, n).map(ContentView::n).orElseThrow(ChoiceMovedOn::new);
        return new Submission.ShownVersion(slug, version, LANGUAGE);
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
