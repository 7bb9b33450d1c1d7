package datachoice.choice.keyed;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.References;
import datachoice.choice.practice.LookReason;
import datachoice.choice.practice.OpenedView;
import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Something is wrong with a choice: what, and what should stand. */
@Controller
@PracticePage
@RequestMapping("/practice/people/{p}/correct/{receipt}")
class CorrectionController {
    private static final String FORM = "choice/keyed-correction";

    private final Opening opening;
    private final Keying keying;
    private final Askers askers;

    CorrectionController(Opening opening, Keying keying, Askers askers) {
        this.opening = opening;
        this.keying = keying;
        this.askers = askers;
    }

    @GetMapping
    String form(
            @PathVariable String p,
            @PathVariable String receipt,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var opened = opening.again(id(p), search, draft, LookReason.MISTAKE, user);
        var typed = opened.draft() == null ? null : opened.draft().correction();
        model.addAttribute("form", typed == null ? CorrectionForm.EMPTY : CorrectionForm.of(typed));
        try {
            show(opened, receipt, user, model);
            return FORM;
        } catch (SettledBefore e) {
            return settledBefore(opened.view().person().id(), e);
        } catch (ChoiceMovedOn e) {
            return movedOn(opened.view(), response, model);
        }
    }

    @PostMapping
    String typed(
            @PathVariable String p,
            @PathVariable String receipt,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @ModelAttribute("form") CorrectionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var opened = opening.again(id(p), search, draft, LookReason.MISTAKE, user);
        var id = opened.view().person().id();
        try {
            var wrong = show(opened, receipt, user, model);
            var correction = form.read(wrong.first().receipt(), wrong.reasons(), errors);
            return correction.isPresent()
                    ? "redirect:/practice/people/" + id + "/check/" + keying.keep(id, correction.get(), user)
                    : Forms.again(response, FORM);
        } catch (SettledBefore e) {
            return settledBefore(id, e);
        } catch (ChoiceMovedOn e) {
            return movedOn(opened.view(), response, model);
        }
    }

    private Keying.CorrectableView show(Opening.Opened opened, String receipt, SignedInUser user, Model model) {
        var reference = References.parse(receipt).orElseThrow(NotFound::new);
        var person = opened.view().person();
        var wrong = keying.correctable(person.id(), reference, user);
        model.addAttribute("person", person);
        model.addAttribute("child", !askers.alone(person));
        model.addAttribute("search", opened.view().search());
        model.addAttribute(
                "draft", opened.draft() == null ? null : opened.draft().id());
        model.addAttribute("wrong", wrong.first().view());
        model.addAttribute("reasons", wrong.reasons());
        model.addAttribute("nav", "choices");
        return wrong;
    }

    private static PersonId id(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }

    /** To the page that says who settled it, when and with what. */
    static String settledBefore(PersonId subject, SettledBefore settled) {
        return "redirect:/practice/people/" + subject + "/doubts/" + settled.doubt();
    }

    /** Something newer is on record: there is nothing to correct any more. */
    static String movedOn(OpenedView opened, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("person", opened.person());
        model.addAttribute("search", opened.search());
        model.addAttribute("nav", "choices");
        return "choice/keyed-moved";
    }
}
