package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.publication.PublishingManagement.NoSuchApprover;
import datachoice.publication.text.ArticleReader;
import datachoice.publication.text.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The publishing desk: items, their drafts as they will look, and the way of a draft to its approver. */
@Controller
@RequestMapping("/publishing")
class PublishingController {
    private final PublishingManagement publishing;
    private final ItemPages items;
    private final ArticleReader reader;
    private final MessageSource messages;

    PublishingController(
            PublishingManagement publishing, ItemPages items, ArticleReader reader, MessageSource messages) {
        this.publishing = publishing;
        this.items = items;
        this.reader = reader;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("items", publishing.items());
        return "publication/items";
    }

    @GetMapping("/new")
    String startNews(Model model) {
        model.addAttribute("form", new NewsForm(""));
        return "publication/new";
    }

    @PostMapping("/new")
    String addNews(
            @ModelAttribute("form") NewsForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response) {
        form.check(errors);
        if (errors.hasErrors()) {
            return Forms.again(response, "publication/new");
        }
        return "redirect:/publishing/" + publishing.addNews(form.cleanTitle(), user) + "/edit";
    }

    @GetMapping("/{slug}")
    String item(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        return items.show(find(slug, user), model);
    }

    @GetMapping("/{slug}/preview")
    String preview(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        var item = find(slug, user);
        if (item.draft() == null) {
            throw new NotFound();
        }
        var content = item.draft().content();
        var article = reader.read(content.body());
        model.addAttribute("item", item);
        model.addAttribute("said", content);
        model.addAttribute("sections", PublishedContent.sections(reader, content.body(), item.language()));
        model.addAttribute("removed", article.removed());
        model.addAttribute(
                "preview", messages.getMessage("publishing.preview.strip", new Object[] {item.n() + 1}, Locale.UK));
        model.addAttribute("film", film(content, item.language()));
        return "publication/preview";
    }

    @PostMapping("/{slug}/submit")
    String submit(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @RequestParam(defaultValue = "") String approver,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        find(slug, user);
        try {
            var asked = approver.isEmpty() ? null : Ids.parse(approver).orElseThrow(NoSuchApprover::new);
            publishing.submit(slug, seen(revision), asked, user);
            return done(slug, "submitted", request);
        } catch (DraftRefused e) {
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    @GetMapping("/{slug}/discard")
    String askToDiscard(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        var item = find(slug, user);
        if (item.draft() == null) {
            throw new NotFound();
        }
        model.addAttribute("item", item);
        return "publication/discard";
    }

    @PostMapping("/{slug}/discard")
    String discard(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        try {
            publishing.discard(slug, seen(revision));
            return done(item.n() == 0 ? "" : slug, "discarded", request);
        } catch (DraftRefused e) {
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    private String refused(String slug, SignedInUser user, String problem, Model model, HttpServletResponse response) {
        response.setStatus(409);
        model.addAttribute("problem", problem);
        return items.show(find(slug, user), model);
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }

    /** As it will be shown, with files that only those who publish may open. */
    private @Nullable FilmView film(Content content, String language) {
        var film = content.film();
        return film == null || film.video() == null ? null : FilmView.of(film, language, "/publishing/files/", reader);
    }

    /** Goes on to the item, or for no item to the list, which says what was done. */
    static String done(String slug, String what, HttpServletRequest request) {
        Notices.put(request, "publishing.done." + what);
        return "redirect:/publishing" + (slug.isEmpty() ? "" : "/" + slug);
    }

    /** -1 for anything that is no number, which no draft has. */
    static int seen(String revision) {
        return TypedNumbers.read(revision).orElse(-1);
    }

    /** The page that starts a news item. */
    record NewsForm(@Nullable String title) {
        String cleanTitle() {
            return title == null ? "" : Typed.line(title);
        }

        void check(BindingResult errors) {
            if (cleanTitle().isBlank()) {
                errors.rejectValue("title", "publishing.title.empty");
            } else if (cleanTitle().length() > DraftForm.LONGEST_TITLE) {
                errors.rejectValue("title", "publishing.title.long", new Object[] {DraftForm.LONGEST_TITLE}, null);
            }
        }
    }
}
