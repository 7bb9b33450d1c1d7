package datachoice.identity.signin;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignInSession;
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

/** Somebody who came with a letter opens an account. */
@Controller
@RequestMapping("/account/new")
class AccountController {
    private final AccountOpening opening;
    private final SignInSession session;

    AccountController(AccountOpening opening, SignInSession session) {
        this.opening = opening;
        this.session = session;
    }

    /**
     * What the first page asks for.
     *
     * @param asked the address that was typed before, which may have been asked about
     */
    record NewAccountForm(
            @Nullable String email,
            @Nullable String asked,
            @Nullable String password) {
        @Override
        public String toString() {
            return "NewAccountForm[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new NewAccountForm(null, null, null));
        return "identity/new-account";
    }

    @PostMapping
    String ask(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") NewAccountForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var email = Emails.readNew(form.email(), form.asked(), errors);
        opening.problemOf(form.password(), email)
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (errors.hasErrors()) {
            return Forms.again(response, "identity/new-account");
        }
        session.awaitCode(request, Purpose.OPEN_ACCOUNT, opening.ask(user, email, String.valueOf(form.password())));
        return "redirect:/account/new/code";
    }

    @GetMapping("/code")
    String showCode(HttpServletRequest request, Model model) {
        model.addAttribute("form", new SignInController.SecurityCodeForm(null));
        return session.awaitedCode(request, Purpose.OPEN_ACCOUNT).isPresent()
                ? "identity/new-account-code"
                : "redirect:/account/new";
    }

    @PostMapping("/code")
    String open(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") SignInController.SecurityCodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = session.awaitedCode(request, Purpose.OPEN_ACCOUNT);
        if (code.isEmpty()) {
            return "redirect:/account/new";
        }
        var digits = SecurityCodes.read(form.code(), errors);
        if (!errors.hasErrors()) {
            var outcome = opening.open(user, code.get(), digits, request);
            if (outcome == Outcome.RIGHT) {
                Notices.put(request, "identity.account.opened");
                return "redirect:/choices";
            }
            errors.rejectValue("code", outcome == Outcome.WRONG ? "security-code.wrong-30" : "security-code.spent");
        }
        return Forms.again(response, "identity/new-account-code");
    }

    @PostMapping("/code/again")
    String sendAgain(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var code = session.awaitedCode(request, Purpose.OPEN_ACCOUNT);
        if (code.isEmpty()) {
            return "redirect:/account/new";
        }
        Notices.put(
                request,
                Notices.Kind.IMPORTANT,
                opening.sendAgain(user, code.get()) ? "identity.code.sent-again" : "identity.code.no-more");
        return "redirect:/account/new/code";
    }
}
