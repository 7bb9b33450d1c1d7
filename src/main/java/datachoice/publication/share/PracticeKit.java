package datachoice.publication.share;

import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.Welsh;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import datachoice.practice.Workplace;
import datachoice.publication.PublishedContent;
import datachoice.publication.share.Pictures.Picture;
import datachoice.publication.share.Posters.Poster;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** What a practice takes along, in the name of the one where whoever asks works. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class PracticeKit {
    private final PublishedContent content;
    private final PracticeLookup practices;
    private final ShareTexts texts;
    private final Posters posters;
    private final Pictures pictures;

    PracticeKit(
            PublishedContent content, PracticeLookup practices, ShareTexts texts, Posters posters, Pictures pictures) {
        this.content = content;
        this.practices = practices;
        this.texts = texts;
        this.posters = posters;
        this.pictures = pictures;
    }

    ShareKit texts(SignedInUser user) {
        return texts.of(content.explanation(), practiceOf(user));
    }

    /** HTML of the player with Welsh words; empty while there is no Welsh film to be shown by it. */
    Optional<String> welshPlayer() {
        return Optional.of(content.explanation(Welsh.LOCALE))
                .filter(welsh -> welsh.isTranslation() && welsh.film() != null)
                .map(texts::snippet);
    }

    Poster poster(Posters.Size size, SignedInUser user) {
        return posters.print(page(size, user));
    }

    /** What a poster in its name looks like. */
    Picture picture(SignedInUser user) {
        var page = page(Posters.Size.A4, user);
        return pictures.of(page.tag(), () -> posters.print(page).pdf());
    }

    private Posters.Page page(Posters.Size size, SignedInUser user) {
        return posters.page(content.explanation(), size, practiceOf(user));
    }

    private PracticeView practiceOf(SignedInUser user) {
        return practices.find(Workplace.of(user)).orElseThrow(NotFound::new);
    }
}
