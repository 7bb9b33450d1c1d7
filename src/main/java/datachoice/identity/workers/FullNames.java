package datachoice.identity.workers;

import datachoice.core.PersonNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** How a form reads what somebody at work is called: others read it in e-mails. */
final class FullNames {
    private FullNames() {}

    /** The name; where it is wrong, the errors of the field {@code fullName} say so. */
    static String read(@Nullable String typed, Errors errors) {
        var name = PersonNames.read(typed);
        name.fault()
                .or(() -> PersonNames.isLink(name.name()) ? Optional.of("link") : Optional.empty())
                .ifPresent(fault -> errors.rejectValue("fullName", "full-name." + fault));
        return name.name();
    }
}
