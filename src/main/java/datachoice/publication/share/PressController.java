package datachoice.publication.share;

import datachoice.core.NotFound;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.publication.ContentView;
import datachoice.publication.OperatorLookup;
import datachoice.publication.Programmes;
import datachoice.publication.PublicPage;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** For whoever writes about the portal: facts of the live version, pictures, how to quote, and what can be said against it. */
@Controller
class PressController {
    /** Sections of the explanation whose first paragraph is a fact for the press. */
    private static final List<String> FACTS = Stream.concat(
                    PublishedContent.EXPLANATION_FACTS.stream(), Stream.of("if-you-do-nothing"))
            .toList();

    /** Only where the live text has the section that the answer speaks of; then where that stands. */
    private static final List<Objection> OBJECTIONS = List.of(
            new Objection("care", "what-this-is-not", "/about#what-this-is-not"),
            new Objection("kind", "risks", "/about#risks"),
            new Objection("list", "", "/privacy#what-we-hold"),
            new Objection("nameless", PublishedContent.JOURNEY, "/about#journey"),
            new Objection("money", "who-gets-it", "/about#who-gets-it"),
            new Objection("silence", "if-you-do-nothing", "/about#if-you-do-nothing"),
            new Objection("push", "", ""),
            new Objection("applied", "change-your-mind", "/about#change-your-mind"),
            new Objection("change", "", "/archive"),
            new Objection("alone", "", "/accessibility"));

    private static final String CARE = "Better Care";

    private final PublishedContent content;
    private final Programmes programmes;
    private final OperatorLookup operators;
    private final Posters posters;
    private final Stills stills;
    private final PortalSettings settings;

    PressController(
            PublishedContent content,
            Programmes programmes,
            OperatorLookup operators,
            Posters posters,
            Stills stills,
            PortalSettings settings) {
        this.content = content;
        this.programmes = programmes;
        this.operators = operators;
        this.posters = posters;
        this.stills = stills;
        this.settings = settings;
    }

    /**
     * What can be said against the portal.
     *
     * @param id part of the keys of its words
     * @param section of the explanation; empty for what is no matter of the text
     * @param address where to read more; empty without
     */
    record Objection(String id, String section, String address) {
        boolean fits(ContentView live) {
            return section.isEmpty()
                    || has(live, section) && (!id.equals("care") || live.title().contains(CARE));
        }
    }

    @GetMapping("/press")
    String show(Model model, HttpServletResponse response) {
        var live = content.explanation();
        model.addAttribute("item", live);
        model.addAttribute("date", UkTime.date(live.publishedOn()));
        model.addAttribute(
                "facts",
                FACTS.stream()
                        .filter(id -> has(live, id) && live.section(id).fact() != null)
                        .map(live::section)
                        .toList());
        model.addAttribute("programmes", programmes.all());
        model.addAttribute("editions", content.editions(live.slug()));
        model.addAttribute("stills", stills.of(live.film()));
        model.addAttribute("operator", operators.operator().orElse(null));
        model.addAttribute("permanent", settings.link(live.permanentAddress()));
        model.addAttribute(
                "objections",
                OBJECTIONS.stream().filter(objection -> objection.fits(live)).toList());
        PublicPage.mark(response);
        return "share/press";
    }

    @GetMapping("/press/poster-{size:a4|a3}.pdf")
    ResponseEntity<byte[]> poster(@PathVariable String size) {
        var poster = posters.print(posters.page(content.explanation(), Posters.Size.of(size), null));
        return poster.answer().header("Cache-Control", PublicPage.CACHE).body(poster.pdf());
    }

    @GetMapping("/press/stills/{n:[1-9][0-9]?}.png")
    ResponseEntity<Resource> still(@PathVariable int n) {
        var shown = stills.of(content.explanation().film());
        if (shown.stream().noneMatch(still -> still.n() == n)) {
            throw new NotFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("Cache-Control", PublicPage.CACHE)
                .body(Stills.picture(n));
    }

    private static boolean has(ContentView live, String id) {
        return live.sections().stream().anyMatch(section -> section.id().equals(id));
    }
}
