package datachoice.identity.own;

import datachoice.core.SignedInUser;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * V7.5.1: what is worth stealing a session for asks first, again, who somebody is. A page with a form asks when it is
 * shown; sending the form may then take as long as a session lasts, so that nothing typed is lost.
 */
@Component
public class ConfirmFirst {
    /** Since signing in, or since the last time it was asked. */
    static final Duration RECENTLY = Duration.ofMinutes(10);

    private static final Duration WHILE_TYPING = RECENTLY.plus(Duration.ofMinutes(15));

    private final SignInSession session;

    ConfirmFirst(SignInSession session) {
        this.session = session;
    }

    /**
     * For a page, or a button without anything typed.
     *
     * @param back where to go on afterwards
     * @return where to go first; null if they have shown who they are lately
     */
    public @Nullable String before(HttpServletRequest request, SignedInUser user, String back) {
        return within(RECENTLY, request, user, back);
    }

    /** For a form that was filled in on such a page. */
    public @Nullable String beforeSaving(HttpServletRequest request, SignedInUser user, String back) {
        return within(WHILE_TYPING, request, user, back);
    }

    private @Nullable String within(Duration time, HttpServletRequest request, SignedInUser user, String back) {
        if (session.provenWithin(request, time)) {
            return null;
        }
        session.savePath(request, back, user.login());
        return "redirect:/account/confirm";
    }
}
