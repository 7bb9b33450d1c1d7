package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.Notices;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Somebody who was invited opens their account. The code is typed or pasted, never part of an address: what opens links in
 * e-mails uses nothing up, and no log of a proxy holds it.
 */
@Controller
@RequestMapping("/invitation")
class InvitationController {
    private static final String PAGE = "identity/invitation";

    private final InvitationAcceptance acceptance;

    InvitationController(InvitationAcceptance acceptance) {
        this.acceptance = acceptance;
    }

    /** What the page asks for. */
    record InvitationForm(
            @Nullable String code,
            @Nullable String fullName,
            @Nullable String password) {
        @Override
        public String toString() {
            return "InvitationForm[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new InvitationForm(null, null, null));
        return PAGE;
    }

    @PostMapping
    String accept(
            @ModelAttribute("form") InvitationForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = LongCodes.read(form.code(), errors);
        var name = FullNames.read(form.fullName(), errors);
        acceptance
                .problemOf(form.password())
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!errors.hasErrors() && code.isPresent()) {
            var answer = acceptance.accept(code.get(), name, String.valueOf(form.password()), request);
            if (answer.home() != null) {
                Notices.put(request, "identity.invitation.accepted");
                return "redirect:" + answer.home();
            }
            errors.rejectValue(answer.field(), answer.problem(), answer.facts().toArray(), null);
        }
        return Forms.again(response, PAGE);
    }
}
