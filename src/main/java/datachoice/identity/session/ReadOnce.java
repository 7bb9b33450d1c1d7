package datachoice.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Hands out the ids that a browser sent once for each dispatch of a request. When the library has stored a session it asks
 * again, only to see whether the browser knows its id already, and would read the session from the database again for that.
 */
final class ReadOnce implements HttpSessionIdResolver {
    private static final String SENT = ReadOnce.class.getName() + ".";

    private final HttpSessionIdResolver ids;

    ReadOnce(HttpSessionIdResolver ids) {
        this.ids = ids;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        var sent = SENT + request.getDispatcherType(); // the page about an error looks for the session anew
        if (request.getAttribute(sent) != null) {
            return List.of();
        }
        var found = List.copyOf(ids.resolveSessionIds(request));
        request.setAttribute(sent, found);
        return found;
    }

    /** Sends no cookie to a browser that has just sent the same. */
    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        if (!(request.getAttribute(SENT + request.getDispatcherType()) instanceof List<?> sent) || !sent.contains(id)) {
            ids.setSessionId(request, response, id);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        ids.expireSession(request, response);
    }
}
