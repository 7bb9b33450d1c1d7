package datachoice.publication.share;

import datachoice.core.NotFound;
import datachoice.core.PortalSettings;
import datachoice.core.PublicAddresses;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.practice.PracticePage;
import datachoice.publication.DeskPaper;
import datachoice.publication.PublishedContent;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** What a practice puts on its walls, its screen, its website and into its letters, in its own name. */
@Controller
@PracticePage
class ShareController {
    private final PublishedContent content;
    private final PracticeKit kit;
    private final DeskPaper paper;
    private final Pictures pictures;
    private final PortalSettings settings;

    ShareController(
            PublishedContent content, PracticeKit kit, DeskPaper paper, Pictures pictures, PortalSettings settings) {
        this.content = content;
        this.kit = kit;
        this.paper = paper;
        this.pictures = pictures;
        this.settings = settings;
    }

    @ModelAttribute("nav")
    String nav() {
        return "share";
    }

    @GetMapping("/practice/share")
    String show(@AuthenticationPrincipal SignedInUser user, Model model) {
        var live = content.explanation();
        model.addAttribute("item", live);
        model.addAttribute("date", UkTime.date(live.publishedOn()));
        model.addAttribute("kit", kit.texts(user));
        model.addAttribute("welshSnippet", kit.welshPlayer().orElse(null));
        model.addAttribute("forms", paper.forms());
        model.addAttribute("screenAddress", settings.link(PublicAddresses.WAITING_ROOM_FILM));
        model.addAttribute("longest", TextMessage.LONGEST);
        return "share/practice";
    }

    @GetMapping("/practice/share/poster-{size:a4|a3}.pdf")
    ResponseEntity<byte[]> poster(@PathVariable String size, @AuthenticationPrincipal SignedInUser user) {
        var poster = kit.poster(Posters.Size.of(size), user);
        return poster.answer().body(poster.pdf());
    }

    @GetMapping("/practice/share/pictures/poster.png")
    ResponseEntity<byte[]> pictureOfPoster(@AuthenticationPrincipal SignedInUser user) {
        return kit.picture(user).answer();
    }

    @GetMapping("/practice/share/pictures/leaflet.png")
    ResponseEntity<byte[]> pictureOfLeaflet() {
        return answer(paper.leaflet());
    }

    @GetMapping("/practice/share/pictures/fold.png")
    ResponseEntity<byte[]> pictureOfSheetToFold() {
        return answer(paper.toFold().orElseThrow(NotFound::new));
    }

    private ResponseEntity<byte[]> answer(DeskPaper.Sheet sheet) {
        return pictures.of(sheet.tag(), sheet.pdf()).answer();
    }
}
