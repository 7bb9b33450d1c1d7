package datachoice.identity.own;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignInSession;
import datachoice.identity.signin.Emails;
import datachoice.identity.signin.SecurityCodes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Another e-mail address. For workers it is also where their second factor goes, so the present one is asked first; people
 * show that they know the password.
 */
@Controller
@RequestMapping(EmailController.ADDRESS)
class EmailController {
    static final String ADDRESS = "/account/email";
    private static final String PAGE = "identity/email";
    private static final String CODE_PAGE = "identity/email-code";

    private final OwnAccount account;
    private final ConfirmFirst confirm;
    private final SignInSession session;

    EmailController(OwnAccount account, ConfirmFirst confirm, SignInSession session) {
        this.account = account;
        this.confirm = confirm;
        this.session = session;
    }

    /** What the first page asks for. */
    record EmailForm(@Nullable String email, @Nullable String present) {
        @Override
        public String toString() {
            return "EmailForm[]";
        }
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        var first = user.person() == null ? confirm.before(request, user, ADDRESS) : null;
        model.addAttribute("form", new EmailForm(null, null));
        model.addAttribute("email", account.email(user));
        return first == null ? PAGE : first;
    }

    @PostMapping
    String ask(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var first = user.person() == null ? confirm.beforeSaving(request, user, ADDRESS) : null;
        if (first != null) {
            return first;
        }
        var email = Emails.read(form.email(), errors);
        if (email.equals(account.email(user))) {
            errors.rejectValue("email", "email.same");
        }
        if (!PresentPassword.isRight(account, user, form.present(), "present", errors, request)) {
            model.addAttribute("email", account.email(user));
            return Forms.again(response, PAGE);
        }
        session.awaitCode(request, Purpose.NEW_EMAIL, account.askForEmail(user, email));
        return "redirect:/account/email/code";
    }

    @GetMapping("/code")
    String showCode(HttpServletRequest request, Model model) {
        model.addAttribute("form", new ConfirmController.CodeForm(null));
        return session.awaitedCode(request, Purpose.NEW_EMAIL).isPresent() ? CODE_PAGE : "redirect:/account/email";
    }

    @PostMapping("/code")
    String change(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") ConfirmController.CodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = session.awaitedCode(request, Purpose.NEW_EMAIL);
        if (code.isEmpty()) {
            return "redirect:/account/email";
        }
        var digits = SecurityCodes.read(form.code(), errors);
        if (!errors.hasErrors()) {
            var outcome = account.changeEmail(user, code.get(), digits, request);
            if (outcome == Outcome.RIGHT) {
                Notices.put(request, "identity.own.email.changed");
                return "redirect:/account";
            }
            errors.rejectValue(
                    "code", outcome == Outcome.WRONG ? "security-code.wrong-30" : "security-code.spent-again");
        }
        return Forms.again(response, CODE_PAGE);
    }

    @PostMapping("/code/again")
    String sendAgain(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var code = session.awaitedCode(request, Purpose.NEW_EMAIL);
        if (code.isEmpty()) {
            return "redirect:/account/email";
        }
        var sent = account.sendAgain(user, code.get(), Purpose.NEW_EMAIL);
        Notices.put(request, Notices.Kind.IMPORTANT, sent ? "identity.code.sent-again" : "identity.code.no-more-here");
        return "redirect:/account/email/code";
    }
}
