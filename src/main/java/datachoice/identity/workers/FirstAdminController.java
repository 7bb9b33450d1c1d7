package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.SignInSession;
import datachoice.identity.signin.Emails;
import datachoice.identity.signin.SecurityCodes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The first administrator of a new portal. As soon as there is one, these addresses are not there. */
@Controller
@RequestMapping("/first-admin")
class FirstAdminController {
    private static final String PAGE = "identity/first-admin";
    private static final String CODE_PAGE = "identity/first-admin-code";

    private final FirstAdmin firstAdmin;
    private final SignInSession session;

    FirstAdminController(FirstAdmin firstAdmin, SignInSession session) {
        this.firstAdmin = firstAdmin;
        this.session = session;
    }

    /** What the first page asks for. */
    record FirstAdminForm(
            @Nullable String code,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable String password) {
        @Override
        public String toString() {
            return "FirstAdminForm[]";
        }
    }

    /** What the second page asks for. */
    record EmailCodeForm(@Nullable String code) {
        @Override
        public String toString() {
            return "EmailCodeForm[]";
        }
    }

    /** Runs before each handler here: no page, no token and no session for an address that is not there. */
    @ModelAttribute
    void whileOpen() {
        if (!firstAdmin.isOpen()) {
            throw new NotFound();
        }
    }

    @GetMapping
    String show(Model model, CsrfToken token) {
        token.getToken(); // makes the session before the page is on its way
        model.addAttribute("form", new FirstAdminForm(null, null, null, null));
        return PAGE;
    }

    @PostMapping
    String ask(
            @ModelAttribute("form") FirstAdminForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = LongCodes.read(form.code(), errors);
        var name = FullNames.read(form.fullName(), errors);
        var email = Emails.read(form.email(), errors);
        firstAdmin
                .problemOf(form.password(), email)
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!errors.hasErrors() && code.isPresent()) {
            var asked = firstAdmin.ask(code.get(), name, email, String.valueOf(form.password()), request);
            if (asked.emailCode() != null) {
                session.awaitCode(request, Purpose.FIRST_ADMIN, asked.emailCode());
                return "redirect:/first-admin/code";
            }
            if (asked.answer() == FirstAdmin.Answer.HAS_ACCOUNT) {
                errors.rejectValue("email", "email.has-account");
            } else {
                errors.rejectValue("code", "first-admin.code.wrong");
            }
        }
        return Forms.again(response, PAGE);
    }

    @GetMapping("/code")
    String showCode(HttpServletRequest request, Model model) {
        model.addAttribute("form", new EmailCodeForm(null));
        return session.awaitedCode(request, Purpose.FIRST_ADMIN).isPresent() ? CODE_PAGE : "redirect:/first-admin";
    }

    @PostMapping("/code")
    String open(
            @ModelAttribute("form") EmailCodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = session.awaitedCode(request, Purpose.FIRST_ADMIN);
        if (code.isEmpty()) {
            return "redirect:/first-admin";
        }
        var digits = SecurityCodes.read(form.code(), errors);
        if (!errors.hasErrors()) {
            var outcome = firstAdmin.open(code.get(), digits, request);
            if (outcome == Outcome.RIGHT) {
                Notices.put(request, "identity.first-admin.opened");
                return "redirect:/admin/accounts";
            }
            errors.rejectValue(
                    "code", outcome == Outcome.WRONG ? "security-code.wrong-30" : "security-code.spent-again");
        }
        return Forms.again(response, CODE_PAGE);
    }

    @PostMapping("/code/again")
    String sendAgain(HttpServletRequest request) {
        var code = session.awaitedCode(request, Purpose.FIRST_ADMIN);
        if (code.isEmpty()) {
            return "redirect:/first-admin";
        }
        Notices.put(
                request,
                Notices.Kind.IMPORTANT,
                firstAdmin.sendAgain(code.get()) ? "identity.code.sent-again" : "identity.code.no-more-here");
        return "redirect:/first-admin/code";
    }
}
