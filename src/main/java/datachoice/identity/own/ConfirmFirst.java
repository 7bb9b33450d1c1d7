package datachoice.identity.own;

import datachoice.core.AsksAgain;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whoever has not shown lately who they are is asked for their password and a code. */
@Component
public class ConfirmFirst implements AsksAgain {
    /** Since signing in, or since the last time it was asked. */
    static final Duration RECENTLY = Duration.ofMinutes(10);

    private static final String UNDONE = "undone";
    private static final String TYPING = "typing";
    private static final Duration WHILE_TYPING = RECENTLY.plus(Duration.ofMinutes(15));

    private final SignInSession session;

    ConfirmFirst(SignInSession session) {
        this.session = session;
    }

    @Override
    public @Nullable String before(HttpServletRequest request, SignedInUser user, String back) {
        var first = within(RECENTLY, request, user, back, "");
        if (first == null) {
            request.getSession().setAttribute(TYPING, back);
        }
        return first;
    }

    @Override
    public String thenDo(
            HttpServletRequest request, SignedInUser user, String back, String act, Supplier<String> doing) {
        var first = within(RECENTLY, request, user, back, act);
        return first == null ? doing.get() : first;
    }

    @Override
    public @Nullable String beforeSaving(HttpServletRequest request, SignedInUser user, String back) {
        boolean typing = back.equals(request.getSession().getAttribute(TYPING));
        return within(typing ? WHILE_TYPING : RECENTLY, request, user, back, "form");
    }

    /** They have shown it: the page they go to says that nothing was done before, if something was to be. */
    static void remind(HttpServletRequest request) {
        Notices.take(request, UNDONE)
                .filter(act -> !act.isEmpty())
                .ifPresent(act -> Notices.put(request, Notices.Kind.IMPORTANT, "identity.undone." + act));
    }

    private @Nullable String within(
            Duration time, HttpServletRequest request, SignedInUser user, String back, String act) {
        if (session.provenWithin(request, time)) {
            return null;
        }
        session.savePath(request, back, user.login());
        Notices.put(request, UNDONE, act);
        return "redirect:/account/confirm";
    }
}
