package datachoice.portal;

import datachoice.publication.ContentView;
import datachoice.publication.ProgrammeState;
import datachoice.publication.ProgrammeView;
import datachoice.publication.Programmes;
import datachoice.publication.PublicPage;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page, the same for everybody. */
@Controller
class HomeController {
    private static final int NEWS = 3;

    private final PublishedContent content;
    private final Programmes programmes;
    private final MessageSource messages;

    HomeController(PublishedContent content, Programmes programmes, MessageSource messages) {
        this.content = content;
        this.programmes = programmes;
        this.messages = messages;
    }

    /** @param sentence whether anything is collected, and since when */
    record ProgrammeLine(String name, ProgrammeState state, String sentence) {}

    @GetMapping("/")
    String home(Locale locale, Model model, HttpServletResponse response) {
        var explanation = content.explanationWithFilm(locale);
        model.addAttribute("explanation", explanation);
        model.addAttribute("older", content.isOlderThanItsSource(explanation));
        model.addAttribute(
                "programmes",
                programmes.all().stream()
                        .map(programme -> line(programme, locale))
                        .toList());
        model.addAttribute("news", newest());
        PublicPage.mark(response);
        return "portal/home";
    }

    private List<ContentView> newest() {
        return content.news().stream().limit(NEWS).toList();
    }

    private ProgrammeLine line(ProgrammeView programme, Locale locale) {
        var sentence = messages.getMessage(
                programme.sentenceKey() + ".short", new Object[] {programme.name(), programme.since(locale)}, locale);
        return new ProgrammeLine(programme.name(), programme.state(), sentence);
    }
}
