package datachoice.identity.own;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignInSession;
import datachoice.identity.signin.Emails;
import datachoice.identity.signin.SecurityCodes;
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

/** For whoever forgot their password. */
@Controller
@RequestMapping("/password/reset")
class PasswordResetController {
    private static final String PAGE = "identity/reset";
    private static final String CODE_PAGE = "identity/reset-code";

    private final PasswordReset reset;
    private final SignInSession session;

    PasswordResetController(PasswordReset reset, SignInSession session) {
        this.reset = reset;
        this.session = session;
    }

    /** What the first page asks for. */
    record ResetForm(@Nullable String email) {
        @Override
        public String toString() {
            return "ResetForm[]";
        }
    }

    /** What the second page asks for. */
    record NewPasswordForm(@Nullable String code, @Nullable String password) {
        @Override
        public String toString() {
            return "NewPasswordForm[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new ResetForm(null));
        return PAGE;
    }

    @PostMapping
    String ask(
            @ModelAttribute("form") ResetForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var email = Emails.read(form.email(), errors);
        if (errors.hasErrors()) {
            return Forms.again(response, PAGE);
        }
        session.awaitCode(request, Purpose.PASSWORD_RESET, reset.ask(email, request));
        return "redirect:/password/reset/code";
    }

    @GetMapping("/code")
    String showCode(HttpServletRequest request, Model model) {
        model.addAttribute("form", new NewPasswordForm(null, null));
        return session.awaitedCode(request, Purpose.PASSWORD_RESET).isPresent()
                ? CODE_PAGE
                : "redirect:/password/reset";
    }

    @PostMapping("/code")
    String change(
            @ModelAttribute("form") NewPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = session.awaitedCode(request, Purpose.PASSWORD_RESET);
        if (code.isEmpty()) {
            return "redirect:/password/reset";
        }
        var digits = SecurityCodes.read(form.code(), errors);
        reset.problemOf(code.get(), form.password())
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!errors.hasErrors()) {
            var outcome = reset.change(code.get(), digits, String.valueOf(form.password()), request);
            if (outcome == Outcome.RIGHT) {
                session.forgetCode(request, Purpose.PASSWORD_RESET);
                Notices.put(request, "identity.reset.done");
                return "redirect:/sign-in";
            }
            errors.rejectValue("code", outcome == Outcome.WRONG ? "security-code.wrong" : "security-code.spent-again");
        }
        return Forms.again(response, CODE_PAGE);
    }

    @PostMapping("/code/again")
    String sendAgain(HttpServletRequest request) {
        var code = session.awaitedCode(request, Purpose.PASSWORD_RESET);
        if (code.isEmpty()) {
            return "redirect:/password/reset";
        }
        Notices.put(
                request,
                Notices.Kind.IMPORTANT,
                reset.sendAgain(code.get(), request) ? "identity.code.sent-again" : "identity.code.no-more-here");
        return "redirect:/password/reset/code";
    }
}
