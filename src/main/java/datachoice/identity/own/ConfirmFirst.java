package datachoice.identity.own;

import datachoice.core.AsksAgain;
import datachoice.core.SignedInUser;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whoever has not shown lately who they are is asked for their password and a code. */
@Component
public class ConfirmFirst implements AsksAgain {
    /** Since signing in, or since the last time it was asked. */
    static final Duration RECENTLY = Duration.ofMinutes(10);

    private static final Duration WHILE_TYPING = RECENTLY.plus(Duration.ofMinutes(15));

    private final SignInSession session;

    ConfirmFirst(SignInSession session) {
        this.session = session;
    }

    @Override
    public @Nullable String before(HttpServletRequest request, SignedInUser user, String back) {
        return within(RECENTLY, request, user, back);
    }

    @Override
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
