package datachoice.identity.signin;

import datachoice.identity.account.AccountRows;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * How an e-mail address is read. Loose on purpose: whether it works shows when a code arrives. Only what nobody sees, or
 * what turns the text around it, is refused: nobody is shown another address than the one that is written to.
 */
public final class Emails {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile(
            "[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\]+@[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\.]+(\\.[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\.]+)+");

    private Emails() {}

    /** The address without spaces around it, in small letters; where it is wrong, the errors of the field {@code email} say so. */
    public static String read(@Nullable String typed, Errors errors) {
        var email = typed == null ? "" : typed.strip();
        if (email.isEmpty()) {
            errors.rejectValue("email", "email.empty");
        } else if (email.length() > LONGEST || !SHAPE.matcher(email).matches()) {
            errors.rejectValue("email", "email.shape");
        }
        return AccountRows.fold(email);
    }
}
