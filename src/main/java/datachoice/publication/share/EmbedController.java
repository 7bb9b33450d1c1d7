package datachoice.publication.share;

import datachoice.core.Framed;
import datachoice.core.NotFound;
import datachoice.core.PublicAddresses;
import datachoice.publication.ContentView;
import datachoice.publication.FilmView;
import datachoice.publication.PublicPage;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The film for other people's websites and screens: always the one that is live. */
@Controller
class EmbedController {
    private final PublishedContent content;

    EmbedController(PublishedContent content) {
        this.content = content;
    }

    /** The player alone. The only page of the portal that may stand in a frame. */
    @GetMapping(Framed.ADDRESS)
    String film(Locale locale, Model model, HttpServletResponse response) {
        var item = withFilmIn(locale);
        model.addAttribute("item", item);
        model.addAttribute("older", content.isOlderThanItsSource(item));
        response.setHeader("Content-Security-Policy", Framed.POLICY);
        PublicPage.mark(response);
        return "share/embed";
    }

    /** An address for screens that stays when the film is replaced. */
    @GetMapping(PublicAddresses.WAITING_ROOM_FILM)
    String waitingRoom() {
        return "redirect:"
                + Optional.ofNullable(withFilm(content.explanation()).film())
                        .map(FilmView::waitingRoomUrl)
                        .filter(address -> !address.isEmpty())
                        .orElseThrow(NotFound::new);
    }

    /** The text whose own film it is, so that the version is named in which that film can be found again. */
    private ContentView withFilmIn(Locale locale) {
        var explanation = content.explanation(locale);
        return explanation.film() != null ? explanation : withFilm(content.explanation());
    }

    /** @throws NotFound if its live version has no film */
    private static ContentView withFilm(ContentView explanation) {
        if (explanation.film() == null) {
            throw new NotFound();
        }
        return explanation;
    }
}
