package datachoice.identity.signin;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignedInUsers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** E-mail address and password, and for workers the security code. */
@Controller
class SignInController {
    private final SignIn signIn;

    SignInController(SignIn signIn) {
        this.signIn = signIn;
    }

    /** What the sign-in page asks for. */
    record SignInForm(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "SignInForm[]";
        }
    }

    /** What the second step asks for. */
    record SecurityCodeForm(@Nullable String code) {
        @Override
        public String toString() {
            return "SecurityCodeForm[]";
        }
    }

    @GetMapping("/sign-in")
    String show(Model model) {
        model.addAttribute("form", new SignInForm(null, null));
        return "identity/sign-in";
    }

    @PostMapping("/sign-in")
    String signIn(
            @ModelAttribute("form") SignInForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var email = Emails.read(form.email(), errors);
        if (form.password() == null || form.password().isEmpty()) {
            errors.rejectValue("password", "password.missing");
        }
        if (!errors.hasErrors()) {
            try {
                var user = signIn.withPassword(request, email, String.valueOf(form.password()));
                return "redirect:" + (user.secondFactorDue() ? "/sign-in/code" : signIn.next(request, user));
            } catch (AuthenticationException e) {
                errors.reject("identity.sign-in.failed");
            }
        }
        return Forms.again(response, "identity/sign-in");
    }

    @GetMapping("/sign-in/code")
    String showCode(@AuthenticationPrincipal @Nullable SignedInUser user, Model model) {
        model.addAttribute("form", new SecurityCodeForm(null));
        return elsewhere(user) == null ? "identity/security-code" : elsewhere(user);
    }

    @PostMapping("/sign-in/code")
    String checkCode(
            @AuthenticationPrincipal @Nullable SignedInUser user,
            @ModelAttribute("form") SecurityCodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var elsewhere = elsewhere(user);
        if (elsewhere != null) {
            return elsewhere;
        }
        var digits = SecurityCodes.read(form.code(), errors);
        if (!errors.hasErrors()) {
            var outcome = signIn.withSecurityCode(request, digits);
            if (outcome == Outcome.RIGHT) {
                return "redirect:" + signIn.next(request, SignedInUsers.present());
            }
            errors.rejectValue(
                    "code", outcome == Outcome.WRONG ? "security-code.wrong-10" : "security-code.spent-sign-in");
        }
        return Forms.again(response, "identity/security-code");
    }

    @PostMapping("/sign-in/code/again")
    String sendAgain(@AuthenticationPrincipal @Nullable SignedInUser user, HttpServletRequest request) {
        var elsewhere = elsewhere(user);
        if (user == null || elsewhere != null) {
            return String.valueOf(elsewhere);
        }
        Notices.put(
                request,
                Notices.Kind.IMPORTANT,
                signIn.sendAgain(request, user) ? "identity.code.sent-again" : "identity.code.no-more");
        return "redirect:/sign-in/code";
    }

    /** Where somebody belongs who has no second step to do; null for those who do. */
    private static @Nullable String elsewhere(@Nullable SignedInUser user) {
        if (user == null) {
            return "redirect:/sign-in";
        }
        return user.secondFactorDue() ? null : "redirect:" + user.home();
    }
}
