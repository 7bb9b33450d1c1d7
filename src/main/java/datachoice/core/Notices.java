package datachoice.core;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * One sentence for the next page of this visitor, shown once: what a redirect after saving would otherwise lose. The
 * session holds the key of the sentence, never the sentence.
 */
public final class Notices {
    private static final String ATTRIBUTE = "notice";
    private static final String KIND = "notice-kind";

    private Notices() {}

    /** Whether something was done, or not all of it, or nothing: as the banner's kinds are called. */
    public enum Kind {
        SUCCESS,
        IMPORTANT;

        /** As the fragment calls it. */
        public String banner() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Has the next page say that it was done, as the model attribute {@code notice}.
     *
     * @param key of a message without arguments
     */
    public static void put(HttpServletRequest request, String key) {
        put(request, Kind.SUCCESS, key);
    }

    /** The same of something that was not done, or that goes on elsewhere: no success is claimed. */
    public static void put(HttpServletRequest request, Kind kind, String key) {
        put(request, ATTRIBUTE, key);
        put(request, KIND, kind.banner());
    }

    /** Takes it out: the next call finds none. Never makes a session. */
    public static Optional<String> take(HttpServletRequest request) {
        return take(request, ATTRIBUTE);
    }

    /** Of the one that was just taken. */
    public static String takeKind(HttpServletRequest request) {
        return take(request, KIND).orElseGet(Kind.IMPORTANT::banner);
    }

    /**
     * For a page that makes its sentence itself: keeps what it needs for that, under a name of its own.
     *
     * @param text numbers and words of ours, never a name or a choice
     */
    public static void put(HttpServletRequest request, String name, String text) {
        request.getSession().setAttribute(name, text);
    }

    /** As the other, by its name. */
    public static Optional<String> take(HttpServletRequest request, String name) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(name) instanceof String text)) {
            return Optional.empty();
        }
        session.removeAttribute(name);
        return Optional.of(text);
    }
}
