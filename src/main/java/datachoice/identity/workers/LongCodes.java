package datachoice.identity.workers;

import datachoice.identity.account.LongCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** How a form reads the code that opens an account at work. */
final class LongCodes {
    private LongCodes() {}

    /** Empty where it is wrong; the errors of the field {@code code} then say so. */
    static Optional<LongCode> read(@Nullable String typed, Errors errors) {
        if (typed == null || typed.isBlank()) {
            errors.rejectValue("code", "long-code.empty");
            return Optional.empty();
        }
        var code = LongCode.parse(typed);
        if (code.isEmpty()) {
            errors.rejectValue("code", "long-code.shape");
        }
        return code;
    }
}
