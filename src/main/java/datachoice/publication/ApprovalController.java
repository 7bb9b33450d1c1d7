package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** Where a second person reads what would change, and lets it go live, or sends it back. */
@Controller
@RequestMapping("/publishing/{slug}")
class ApprovalController {
    private static final int LONGEST_REASON = 500;

    private final PublishingManagement publishing;
    private final Approvals approvals;
    private final ApprovalPage page;

    ApprovalController(PublishingManagement publishing, Approvals approvals, ApprovalPage page) {
        this.publishing = publishing;
        this.approvals = approvals;
        this.page = page;
    }

    @GetMapping("/approve")
    String show(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        var item = find(slug, user);
        if (item.draft() == null) {
            return "redirect:/publishing/" + slug; // it is live, or discarded: whoever comes back sees which
        }
        model.addAttribute("form", new ReasonForm(""));
        return page.show(item, model);
    }

    @PostMapping("/approve")
    String approve(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @RequestParam(defaultValue = "") String linksOpened,
            @RequestParam(defaultValue = "") String version,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        find(slug, user);
        try {
            approvals.approve(slug, PublishingController.seen(revision), !linksOpened.isEmpty(), user);
            return PublishingController.done(slug, "published", request);
        } catch (DraftRefused e) {
            if (approvals.hasApproved(slug, TypedNumbers.read(version).orElse(0), user)) {
                return PublishingController.done(slug, "published", request);
            }
            return page.refused(slug, user, e.messageKey(), model, response);
        }
    }

    @PostMapping("/send-back")
    String sendBack(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        var because = form.clean();
        if (because.isBlank()) {
            errors.rejectValue("because", "publishing.because.empty");
        } else if (because.codePointCount(0, because.length()) > LONGEST_REASON) {
            errors.rejectValue("because", "publishing.because.long", new Object[] {LONGEST_REASON}, null);
        }
        if (errors.hasErrors() && item.draft() != null) {
            return Forms.again(response, page.show(item, model));
        }
        try {
            approvals.sendBack(slug, PublishingController.seen(revision), because);
            return PublishingController.done(slug, "sentBack", request);
        } catch (DraftRefused e) {
            if (stateOf(slug, user) == DraftState.SENT_BACK
                    && because.equals(find(slug, user).draft().returnedBecause())) {
                return PublishingController.done(slug, "sentBack", request);
            }
            return page.refused(slug, user, e.messageKey(), model, response);
        }
    }

    /** Null without a draft. */
    private @Nullable DraftState stateOf(String slug, SignedInUser user) {
        var draft = find(slug, user).draft();
        return draft == null ? null : draft.state();
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }
}
