package datachoice.identity.own;

import datachoice.core.Forms;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
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

/** A new password, for whoever knows the present one. */
@Controller
@RequestMapping("/account/password")
class PasswordController {
    private static final String PAGE = "identity/password";

    private final OwnAccount account;

    PasswordController(OwnAccount account) {
        this.account = account;
    }

    /** What the page asks for. */
    record PasswordForm(@Nullable String present, @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new PasswordForm(null, null));
        return PAGE;
    }

    @PostMapping
    String change(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        account.problemOf(form.password()).ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!PresentPassword.isRight(account, user, form.present(), "present", errors, request)) {
            return Forms.again(response, PAGE);
        }
        account.changePassword(user, String.valueOf(form.password()), request);
        Notices.put(request, "identity.own.password.changed");
        return "redirect:/account";
    }
}
