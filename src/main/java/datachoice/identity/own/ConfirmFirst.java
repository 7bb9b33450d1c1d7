package datachoice.identity.own;

import datachoice.core.AsksAgain;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whoever has not shown lately who they are is asked for their password and a code. */
@Component
public class ConfirmFirst implements AsksAgain {
    /** Since signing in, or since the last time it was asked. */
    static final Duration RECENTLY = Duration.ofMinutes(10);

    /** Forms that somebody fills in at the same time, each in a tab of its own. */
    static final int FORMS = 5;

    /** What was to be done before it was asked, and on which page: never done, until it is sent from there once more. */
    private static final String UNDONE = "undone";

    /** And a mark of the form's page: when it was shown. */
    private static final String TYPING = "typing ";

    private static final Duration WHILE_TYPING = RECENTLY.plus(Duration.ofMinutes(15));

    private final SignInSession session;
    private final Clock clock;

    ConfirmFirst(SignInSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public @Nullable String before(HttpServletRequest request, SignedInUser user, String back) {
        var first = within(RECENTLY, request, user, back);
        if (first == null) {
            types(request.getSession(), back);
        }
        return first;
    }

    @Override
    public String thenDo(
            HttpServletRequest request, SignedInUser user, String back, String act, Supplier<String> doing) {
        var first = within(RECENTLY, request, user, back);
        return first == null ? doing.get() : undone(request, back, act, first);
    }

    @Override
    public @Nullable String beforeSaving(HttpServletRequest request, SignedInUser user, String back) {
        boolean typing = request.getSession().getAttribute(formAt(back)) instanceof Long;
        var first = within(typing ? WHILE_TYPING : RECENTLY, request, user, back);
        return first == null ? null : undone(request, back, "form", first);
    }

    /** One form for each page. Older ones are forgotten, and so is the first of too many. */
    private void types(HttpSession at, String back) {
        at.setAttribute(formAt(back), clock.millis());
        var forms = Collections.list(at.getAttributeNames()).stream()
                .filter(name -> name.startsWith(TYPING) && at.getAttribute(name) instanceof Long)
                .sorted(Comparator.comparing((String name) -> (Long) at.getAttribute(name))
                        .reversed())
                .toList();
        var oldest = clock.instant().minus(WHILE_TYPING).toEpochMilli();
        for (int i = 0; i < forms.size(); i++) {
            if (i >= FORMS || (Long) at.getAttribute(forms.get(i)) < oldest) {
                at.removeAttribute(forms.get(i));
            }
        }
    }

    /** Short, whatever the page is called. */
    private static String formAt(String back) {
        return TYPING + UUID.nameUUIDFromBytes(back.getBytes(StandardCharsets.UTF_8));
    }

    private static String undone(HttpServletRequest request, String back, String act, String first) {
        Notices.put(request, UNDONE, act + " " + back);
        return first;
    }

    /**
     * They have shown it: the page they go to says that nothing was done before, if something was to be, there or in another
     * tab.
     */
    static void remind(HttpServletRequest request, String next) {
        Notices.take(request, UNDONE)
                .map(undone -> undone.split(" ", 2))
                .map(undone -> undone[undone.length - 1].equals(next) ? undone[0] : "elsewhere")
                .ifPresent(act -> Notices.put(request, Notices.Kind.IMPORTANT, "identity.undone." + act));
    }

    private @Nullable String within(Duration time, HttpServletRequest request, SignedInUser user, String back) {
        if (session.provenWithin(request, time)) {
            return null;
        }
        session.savePath(request, back, user.login());
        return "redirect:/account/confirm";
    }
}
