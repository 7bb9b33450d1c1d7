package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.publication.Approvals.NotWithdrawable;
import datachoice.publication.text.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Where what is live is taken back. */
@Controller
@RequestMapping("/publishing/{slug}/withdraw")
class WithdrawalController {
    private static final int LONGEST_REASON = 500;

    private final PublishingManagement publishing;
    private final Approvals approvals;

    WithdrawalController(PublishingManagement publishing, Approvals approvals) {
        this.publishing = publishing;
        this.approvals = approvals;
    }

    /** Why, from a list: whoever withdraws is alone, and what they write stays for good. */
    enum Reason {
        WRONG("Something in it was wrong."),
        OUT_OF_DATE("It was out of date."),
        NOT_OURS("It was not ours to publish."),
        PERSON("It could point to somebody.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        static Optional<Reason> of(@Nullable String typed) {
            return Stream.of(values()).filter(one -> one.name().equals(typed)).findFirst();
        }
    }

    /**
     * Why, in words for the public.
     *
     * @param n number of the version that the page showed as live
     * @param reason one of the list
     * @param because more words; mostly none
     */
    record WithdrawalForm(
            @Nullable String n,
            @Nullable String reason,
            @Nullable String because) {
        /** As it stands beside the version for good. */
        String words() {
            return (Reason.of(reason).orElseThrow().words + " " + clean()).strip();
        }

        private String clean() {
            return because == null ? "" : Typed.line(because);
        }

        void check(BindingResult errors) {
            if (Reason.of(reason).isEmpty()) {
                errors.rejectValue("reason", "publishing.withdraw.reason.empty");
            }
            if (clean().codePointCount(0, clean().length()) > LONGEST_REASON) {
                errors.rejectValue("because", "publishing.withdraw.because.long", new Object[] {LONGEST_REASON}, null);
            }
        }
    }

    @GetMapping
    String ask(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        if (isDone(slug, user)) {
            return "redirect:/publishing/" + slug;
        }
        var item = find(slug, user);
        model.addAttribute("form", new WithdrawalForm(String.valueOf(item.n()), "", ""));
        return page(item, model);
    }

    @PostMapping
    String withdraw(
            @PathVariable String slug,
            @ModelAttribute("form") WithdrawalForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (isDone(slug, user)) {
            return "redirect:/publishing/" + slug;
        }
        var item = find(slug, user);
        form.check(errors);
        if (errors.hasErrors()) {
            return Forms.again(response, page(item, model));
        }
        try {
            approvals.withdraw(slug, TypedNumbers.read(form.n()).orElse(0), form.words(), user);
            return PublishingController.done(slug, "withdrawn", request);
        } catch (NotWithdrawable somethingElseIsLive) {
            if (isDone(slug, user)) {
                return "redirect:/publishing/" + slug;
            }
            item = publishing.item(slug, user).orElseThrow(NotFound::new);
            response.setStatus(409);
            model.addAttribute("problem", "publishing.problem.moved");
            return page(item, model);
        }
    }

    private String page(ItemPage item, Model model) {
        model.addAttribute("item", item);
        return "publication/withdraw";
    }

    /** Whoever comes back, or clicks twice, sees that it is withdrawn. */
    private boolean isDone(String slug, SignedInUser user) {
        return publishing.item(slug, user).filter(ItemPage::isWithdrawn).isPresent();
    }

    /** For what must always be there, and for what is not live, there is no such page. */
    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).filter(ItemPage::mayBeWithdrawn).orElseThrow(NotFound::new);
    }
}
