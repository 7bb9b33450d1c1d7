package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.PersonNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
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
        var name = PersonNames.read(form.fullName());
        name.fault()
                .or(() -> PersonNames.isLink(name.name()) ? Optional.of("link") : Optional.empty())
                .ifPresent(fault -> errors.rejectValue("fullName", "full-name." + fault));
        acceptance
                .problemOf(form.password())
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!errors.hasErrors() && code.isPresent()) {
            var answer = acceptance.accept(code.get(), name.name(), String.valueOf(form.password()), request);
            if (answer.home() != null) {
                Notices.put(request, "identity.invitation.accepted");
                return "redirect:" + answer.home();
            }
            if (answer.problem() != null) {
                errors.rejectValue("password", "password." + answer.problem());
            } else {
                errors.rejectValue("code", "invitation.code.wrong");
            }
        }
        return Forms.again(response, PAGE);
    }
}
