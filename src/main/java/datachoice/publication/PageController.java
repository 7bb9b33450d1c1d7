package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.core.PublicAddresses;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What everybody may read and watch. */
@Controller
class PageController {
    /** Ways to read and to choose that are not this website. */
    private static final String OTHER_WAYS = "other-ways";

    private final PublishedContent content;
    private final PublishedCorrections corrections;
    private final Programmes programmes;
    private final Forms forms;
    private final PublishingSettings settings;

    PageController(
            PublishedContent content,
            PublishedCorrections corrections,
            Programmes programmes,
            Forms forms,
            PublishingSettings settings) {
        this.content = content;
        this.corrections = corrections;
        this.programmes = programmes;
        this.forms = forms;
        this.settings = settings;
    }

    @GetMapping("/about")
    String about(Locale locale, Model model, HttpServletResponse response) {
        var explanation = content.explanationWithFilm(locale);
        show(explanation, model, response);
        showForms(explanation, model);
        model.addAttribute("programmes", programmes.all());
        model.addAttribute(
                "questions",
                explanation.sections().stream()
                        .mapToInt(section -> section.questions().size())
                        .sum());
        return "publication/about";
    }

    /** What becomes of somebody's data, step by step: the explanation's own words, each step for itself. */
    @GetMapping("/about/journey")
    String journey(Locale locale, Model model, HttpServletResponse response) {
        var explanation = content.explanationWithFilm(locale);
        if (!explanation.showsTheJourney()) {
            explanation = content.explanation();
        }
        if (!explanation.showsTheJourney()) {
            throw new NotFound();
        }
        show(explanation, model, response);
        showWhatItFollows(explanation, model);
        model.addAttribute("programmes", programmes.all());
        model.addAttribute(
                "collected",
                explanation.sections().stream()
                        .filter(section -> section.id().equals(PublishedContent.COLLECTED))
                        .toList());
        model.addAttribute("journey", explanation.section(PublishedContent.JOURNEY));
        model.addAttribute("notThis", explanation.section(PublishedContent.NOT_THIS));
        return "publication/journey";
    }

    @GetMapping("/{slug:" + PublicAddresses.TOP_ITEMS + "}")
    String page(@PathVariable String slug, Model model, HttpServletResponse response) {
        show(live(slug, ItemKind.PAGE), model, response);
        if (slug.equals(OTHER_WAYS)) {
            model.addAttribute("forms", forms.ofTheExplanation());
        }
        return "publication/page";
    }

    /** To the newest version, even if it was withdrawn: its page then says so. */
    @GetMapping("/leaflets/{slug}")
    String leaflet(@PathVariable String slug) {
        var newest = content.versions(slug).stream().findFirst().orElseThrow(NotFound::new);
        return "redirect:/leaflets/" + slug + "/v/" + newest.n();
    }

    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}")
    String version(@PathVariable String slug, @PathVariable int n, Model model, HttpServletResponse response) {
        var version = content.version(slug, n).orElseThrow(NotFound::new);
        show(version, model, response);
        model.addAttribute("versions", content.versions(slug));
        if (version.kind() == ItemKind.LEAFLET) {
            showForms(version, model);
        }
        return "publication/leaflet";
    }

    @GetMapping("/film")
    String film(Locale locale, Model model, HttpServletResponse response) {
        var explanation = content.explanationWithFilm(locale);
        if (explanation.film() == null) {
            throw new NotFound();
        }
        show(explanation, model, response);
        showWhatItFollows(explanation, model);
        return "publication/film";
    }

    @GetMapping("/news")
    String news(Model model, HttpServletResponse response) {
        model.addAttribute("items", content.news());
        PublicPage.mark(response);
        return "publication/news";
    }

    @GetMapping("/news/{slug}")
    String newsItem(@PathVariable String slug, Model model, HttpServletResponse response) {
        show(live(slug, ItemKind.NEWS), model, response);
        return "publication/page";
    }

    private ContentView live(String slug, ItemKind kind) {
        return content.live(slug).filter(item -> item.kind() == kind).orElseThrow(NotFound::new);
    }

    private void show(ContentView item, Model model, HttpServletResponse response) {
        var versions = content.versions(item.slug());
        var newest = versions.get(0);
        model.addAttribute("item", item);
        model.addAttribute("live", newest.isLive() ? newest : null);
        model.addAttribute(
                "corrections",
                corrections.of(item).stream()
                        .filter(correction -> item.n() == newest.n() || correction.touches(item))
                        .toList());
        model.addAttribute(
                "note",
                versions.stream()
                        .filter(note -> note.n() == item.n())
                        .findFirst()
                        .orElseThrow());
        model.addAttribute("twoPeople", settings.twoPeople());
        PublicPage.mark(response);
    }

    /** The same text in other forms. */
    private void showForms(ContentView item, Model model) {
        var source = item.editionOf();
        var editions = content.editions(source == null ? item.slug() : source.slug());
        model.addAttribute(
                "editions",
                editions.stream()
                        .filter(edition -> !edition.slug().equals(item.slug()))
                        .toList());
        model.addAttribute("forms", forms.around(item, editions));
        showWhatItFollows(item, model);
    }

    /** How new the text is that this one says the same as. */
    private void showWhatItFollows(ContentView item, Model model) {
        if (item.editionOf() != null) {
            model.addAttribute("newest", content.newest(item.editionOf()));
        }
    }
}
