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

/** A new password, for whoever knows the present one; workers show first, again, that it is them. */
@Controller
@RequestMapping(PasswordController.ADDRESS)
class PasswordController {
    static final String ADDRESS = "/account/password";
    private static final String PAGE = "identity/password";

    private final OwnAccount account;
    private final ConfirmFirst confirm;

    PasswordController(OwnAccount account, ConfirmFirst confirm) {
        this.account = account;
        this.confirm = confirm;
    }

    /** What the page asks for. */
    record PasswordForm(@Nullable String present, @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        var first = user.person() == null ? confirm.before(request, user, ADDRESS) : null;
        model.addAttribute("form", new PasswordForm(null, null));
        return first == null ? PAGE : first;
    }

    @PostMapping
    String change(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var first = user.person() == null ? confirm.beforeSaving(request, user, ADDRESS) : null;
        if (first != null) {
            return first;
        }
        account.problemOf(user, form.password())
                .ifPresent(problem -> errors.rejectValue("password", "password." + problem));
        if (!errors.hasErrors() && String.valueOf(form.password()).equals(form.present())) {
            errors.rejectValue("password", "password.same");
        }
        if (!PresentPassword.isRight(account, user, form.present(), "present", errors, request)) {
            return Forms.again(response, PAGE);
        }
        account.changePassword(user, String.valueOf(form.password()), request);
        Notices.put(request, "identity.own.password.changed");
        return "redirect:/account";
    }
}
