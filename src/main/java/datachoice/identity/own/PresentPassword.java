package datachoice.identity.own;

import datachoice.core.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.Errors;

/** How a form asks for the password that somebody has now. */
final class PresentPassword {
    private PresentPassword() {}

    /** False if it is not, or if something else is wrong already; the errors of that field then say so. */
    static boolean isRight(
            OwnAccount account,
            SignedInUser user,
            @Nullable String typed,
            String field,
            Errors errors,
            HttpServletRequest request) {
        if (typed == null || typed.isEmpty()) {
            errors.rejectValue(field, "password.present.empty");
        }
        if (errors.hasErrors()) {
            return false; // what else is wrong is said first, and costs no try
        }
        try {
            account.prove(user, String.valueOf(typed), request);
            return true;
        } catch (AuthenticationException e) {
            errors.rejectValue(field, "password.present.wrong");
            return false;
        }
    }
}
