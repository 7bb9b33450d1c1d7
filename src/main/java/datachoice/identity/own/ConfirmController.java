package datachoice.identity.own;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignInSession;
import datachoice.identity.signin.SecurityCodes;
import datachoice.identity.signin.SignIn;
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

/** Whoever is signed in shows again who they are, before something that a thief of their session would do. */
@Controller
@RequestMapping("/account/confirm")
class ConfirmController {
    private static final String CODE_PAGE = "identity/confirm-code";

    private final OwnAccount account;
    private final SignInSession session;
    private final SignIn signIn;

    ConfirmController(OwnAccount account, SignInSession session, SignIn signIn) {
        this.account = account;
        this.session = session;
        this.signIn = signIn;
    }

    /** What the first page asks for. */
    record ConfirmForm(@Nullable String password) {
        @Override
        public String toString() {
            return "ConfirmForm[]";
        }
    }

    /** What the second asks of workers. */
    record CodeForm(@Nullable String code) {
        @Override
        public String toString() {
            return "CodeForm[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new ConfirmForm(null));
        return "identity/confirm";
    }

    @PostMapping
    String confirm(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") ConfirmForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!PresentPassword.isRight(account, user, form.password(), "password", errors, request)) {
            return Forms.again(response, "identity/confirm");
        }
        if (user.person() == null) {
            session.awaitCode(request, Purpose.CONFIRM, account.sendCode(user));
            return "redirect:/account/confirm/code";
        }
        session.confirm(request);
        return goOn(request, user);
    }

    private String goOn(HttpServletRequest request, SignedInUser user) {
        var next = signIn.next(request, user);
        ConfirmFirst.remind(request, next);
        return "redirect:" + next;
    }

    @GetMapping("/code")
    String showCode(HttpServletRequest request, Model model) {
        model.addAttribute("form", new CodeForm(null));
        return session.awaitedCode(request, Purpose.CONFIRM).isPresent() ? CODE_PAGE : "redirect:/account/confirm";
    }

    @PostMapping("/code")
    String checkCode(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") CodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = session.awaitedCode(request, Purpose.CONFIRM);
        if (code.isEmpty()) {
            return "redirect:/account/confirm";
        }
        var digits = SecurityCodes.read(form.code(), errors);
        if (!errors.hasErrors()) {
            var outcome = account.confirm(user, code.get(), digits, request);
            if (outcome == Outcome.RIGHT) {
                return goOn(request, user);
            }
            errors.rejectValue(
                    "code", outcome == Outcome.WRONG ? "security-code.wrong-10" : "security-code.spent-again");
        }
        return Forms.again(response, CODE_PAGE);
    }

    @PostMapping("/code/again")
    String sendAgain(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var code = session.awaitedCode(request, Purpose.CONFIRM);
        if (code.isEmpty()) {
            return "redirect:/account/confirm";
        }
        var sent = account.sendAgain(user, code.get(), Purpose.CONFIRM);
        Notices.put(request, Notices.Kind.IMPORTANT, sent ? "identity.code.sent-again" : "identity.code.no-more-here");
        return "redirect:/account/confirm/code";
    }
}
