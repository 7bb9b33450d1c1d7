package datachoice.choice.history;

import datachoice.choice.ledger.References;
import datachoice.choice.page.PlainWords;
import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.publication.OperatorLookup;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** "This was not me" (J24): one text box, how to reach the person, and the phone line for whoever would rather talk. */
@Controller
@RequestMapping("/choices/{p}/not-me/{reference}")
class NotMeController {
    private static final String FORM = "choice/not-me";

    private final NotMe notMe;
    private final OperatorLookup operators;

    NotMeController(NotMe notMe, OperatorLookup operators) {
        this.notMe = notMe;
        this.operators = operators;
    }

    @GetMapping
    String form(
            @PathVariable String p,
            @PathVariable String reference,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var receipt = show(p, reference, user, model);
        if (receipt.inDoubt()) {
            return "redirect:/receipts/" + receipt.reference();
        }
        model.addAttribute("form", new NotMeForm("", ""));
        return FORM;
    }

    @PostMapping
    String tell(
            @PathVariable String p,
            @PathVariable String reference,
            @ModelAttribute("form") NotMeForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var receipt = show(p, reference, user, model);
        var words = PlainWords.read(form.words(), NotMeForm.LONGEST_WORDS, "words", "choice.not-me.words", errors);
        var reach = PlainWords.read(form.reach(), NotMeForm.LONGEST_REACH, "reach", "choice.not-me.reach", errors);
        if (errors.hasErrors()) {
            return Forms.again(response, FORM);
        }
        if (!notMe.tell(receipt, words.orElseThrow(), reach.orElseThrow(), user)) {
            errors.rejectValue("words", "choice.not-me.words.full");
            return Forms.again(response, FORM);
        }
        return "redirect:/receipts/" + receipt.reference() + "#not-me";
    }

    private ReceiptView show(String p, String reference, SignedInUser user, Model model) {
        var subject = PersonId.parse(p).orElseThrow(NotFound::new);
        var receipt = notMe.about(subject, References.parse(reference).orElseThrow(NotFound::new), user);
        model.addAttribute("receipt", receipt);
        model.addAttribute("byLetter", user.byLetter());
        operators.operator().ifPresent(operator -> model.addAttribute("operator", operator));
        return receipt;
    }
}
