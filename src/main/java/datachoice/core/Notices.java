package datachoice.core;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * One sentence for the next page of this visitor, shown once: what a redirect after saving would otherwise lose. The
 * session holds the key of the sentence, never the sentence.
 */
public final class Notices {
    private static final String ATTRIBUTE = "notice";

    private Notices() {}

    /**
     * Has the next page say it, as the model attribute {@code notice}.
     *
     * @param key of a message without arguments
     */
    public static void put(HttpServletRequest request, String key) {
        request.getSession().setAttribute(ATTRIBUTE, key);
    }

    /** Takes it out: the next call finds none. Never makes a session. */
    public static Optional<String> take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String key)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(key);
    }
}
