package datachoice.identity.signin;

import datachoice.core.DateParts;
import datachoice.core.Forms;
import datachoice.core.PersonNames;
import datachoice.core.UkTime;
import datachoice.identity.LetterCode;
import datachoice.identity.proof.GuardianChooses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The code from a letter, with name and date of birth. */
@Controller
class LetterCodeController {
    private final SignIn signIn;
    private final Clock clock;

    LetterCodeController(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /** What the page asks for. */
    record LetterCodeForm(
            @Nullable String code,
            @Nullable String fullName,
            @Nullable DateParts dateOfBirth) {
        @Override
        public String toString() {
            return "LetterCodeForm[]";
        }
    }

    @GetMapping("/letter-code")
    String show(Model model) {
        model.addAttribute("form", new LetterCodeForm(null, null, null));
        return "identity/letter-code";
    }

    @PostMapping("/letter-code")
    String enter(
            @ModelAttribute("form") LetterCodeForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var code = readCode(form.code(), errors);
        var name = PersonNames.read(form.fullName());
        name.fault().ifPresent(fault -> errors.rejectValue("fullName", "full-name." + fault));
        var born = DateParts.dateOfBirth(form.dateOfBirth(), UkTime.today(clock), errors, "dateOfBirth");
        if (!errors.hasErrors() && code.isPresent() && born.isPresent()) {
            try {
                var user = signIn.withLetter(request, code.get(), name.name(), born.get());
                return "redirect:" + signIn.next(request, user);
            } catch (GuardianChooses e) {
                model.addAttribute("firstName", e.firstName());
                return "identity/guardian-chooses";
            } catch (AuthenticationException e) {
                errors.reject("letter-code.failed");
            }
        }
        return Forms.again(response, "identity/letter-code");
    }

    private static Optional<LetterCode> readCode(@Nullable String typed, BindingResult errors) {
        if (typed == null || typed.isBlank()) {
            errors.rejectValue("code", "letter-code.empty");
            return Optional.empty();
        }
        var code = LetterCode.parse(typed);
        if (code.isEmpty()) {
            errors.rejectValue("code", "letter-code.shape");
        }
        return code;
    }
}
