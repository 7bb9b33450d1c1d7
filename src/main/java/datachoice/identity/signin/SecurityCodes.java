package datachoice.identity.signin;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** How the six numbers of an e-mail are read: spaces and dashes between them make no difference. */
public final class SecurityCodes {
    private static final int LONGEST = 50;

    private SecurityCodes() {}

    /** The digits; where they are wrong, the errors of the field {@code code} say so. */
    public static String read(@Nullable String typed, Errors errors) {
        var text = typed == null ? "" : typed.substring(0, Math.min(typed.length(), LONGEST));
        var digits = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[^\\p{L}\\p{N}]", "");
        if (digits.isEmpty()) {
            errors.rejectValue("code", "security-code.empty");
        } else if (!digits.matches("[0-9]{6}")) {
            errors.rejectValue("code", "security-code.shape");
        }
        return digits;
    }
}
