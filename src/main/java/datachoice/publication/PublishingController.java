package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.publication.PublishingManagement.NoSuchApprover;
import datachoice.publication.text.Typed;
import datachoice.publication.typing.Typings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** The publishing desk: items, and the way of a draft to its approver. */
@Controller
@RequestMapping("/publishing")
class PublishingController {
    private final PublishingManagement publishing;
    private final ItemPages items;
    private final ReleaseTexts releases;
    private final Typings typings;

    PublishingController(PublishingManagement publishing, ItemPages items, ReleaseTexts releases, Typings typings) {
        this.typings = typings;
        this.publishing = publishing;
        this.items = items;
        this.releases = releases;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("items", publishing.items());
        model.addAttribute("offers", user.is(Role.CONTENT_EDITOR) ? releases.offers() : List.of());
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

    /** A draft from the text of a newer release. */
    @PostMapping("/{slug}/release")
    String takeRelease(
            @PathVariable String slug, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        try {
            releases.take(slug, user);
        } catch (NotFound | DraftRefused e) { // by the first of two clicks, or by a colleague
            return "redirect:/publishing/" + find(slug, user).slug();
        }
        return done(slug, "release", request);
    }

    @PostMapping("/{slug}/release/leave")
    String leaveRelease(
            @PathVariable String slug, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        try {
            releases.leave(slug);
        } catch (NotFound e) {
            return "redirect:/publishing/" + find(slug, user).slug();
        }
        return done("", "releaseLeft", request);
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
            return "redirect:/publishing/" + slug;
        }
        model.addAttribute("item", item);
        model.addAttribute("typing", publishing.names(typings.writers(slug, user)));
        return "publication/discard";
    }

    @PostMapping("/{slug}/discard")
    String discard(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @RequestParam(defaultValue = "") String version,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (publishing.ended(slug).isPresent()) { // by the first of two clicks
            return "redirect:/publishing";
        }
        var item = find(slug, user);
        if (item.draft() == null && item.lastRevision() == seen(revision) + 1 && item.n() == seen(version)) {
            return "redirect:/publishing/" + slug;
        }
        try {
            publishing.discard(slug, seen(revision), user);
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

    /** Goes on to the item, or for no item to the list, which says what was done. */
    static String done(String slug, String what, HttpServletRequest request) {
        Notices.put(request, "publishing.done." + what);
        return "redirect:/publishing" + (slug.isEmpty() ? "" : "/" + slug);
    }

    /** To the item, where a page of its draft was asked for and there is none: it is live by now, or discarded, or never was. */
    static String ended(ItemPage item, HttpServletRequest request) {
        if (item.lastRevision() > 0) {
            Notices.put(request, Notices.Kind.IMPORTANT, "publishing.problem.ended");
        }
        return "redirect:/publishing/" + item.slug();
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
