package datachoice.identity.access;

import datachoice.core.BusyDatabase;
import datachoice.core.Failure;
import datachoice.core.FullDisk;
import datachoice.core.LostDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * When the database cannot be reached, others hold what is needed, or the disk for files is full, says so: 503 and when to
 * come back, instead of a fault of ours. Whoever was sending something is told what became of it: "not saved" only where
 * that is certain, else how to find out.
 */
class DatabaseAway extends OncePerRequestFilter {
    /** What the page says of a form that was sent: key of a message below {@code error.away.sent}. */
    static final String SENT = "sent";

    /** Where a choice can be looked at and saved again: the address it was sent to, read as a page. */
    static final String AGAIN = "again";

    private static final String AWAY = DatabaseAway.class.getName() + ".AWAY";
    private static final String RETRY_SECONDS = "30";

    private final SafetyHeaders headers;

    DatabaseAway(SafetyHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(AWAY) != null) {
            chain.doFilter(new FromNobody(request), response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (!LostDatabase.isCauseOf(e) && !BusyDatabase.isCauseOf(e) && !FullDisk.isCauseOf(e)) {
                throw e;
            }
            Failure.note(request, e);
            if (response.isCommitted()) {
                if (HttpStatus.valueOf(response.getStatus()).is3xxRedirection()) {
                    return; // all is done and said; only the session's clock could not be moved on
                }
                throw e; // cuts the answer short, so that nobody takes half a page for a whole one
            }
            response.reset(); // a redirect to a receipt may have been on its way, or a new cookie
            headers.writeHeaders(request, response);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            tellWhatBecameOf(request);
            request.setAttribute(AWAY, true);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** The page that is shown then passes here too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** No session to be looked up, and none left over that would have to be stored: the page must not fail in trying to. */
    private static final class FromNobody extends HttpServletRequestWrapper {
        FromNobody(HttpServletRequest request) {
            super(request);
            Collections.list(request.getAttributeNames()).stream()
                    .filter(name -> name.startsWith(SessionRepositoryFilter.SESSION_REPOSITORY_ATTR))
                    .forEach(request::removeAttribute);
        }

        @Override
        public Cookie[] getCookies() {
            return new Cookie[0];
        }
    }

    private static void tellWhatBecameOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (HttpMethod.POST.matches(request.getMethod()) && Area.isProtected(path)) {
            boolean choice = path.startsWith("/choices/");
            request.setAttribute(SENT, (choice ? "choice." : "form.") + (CommitTried.in(request) ? "doubt" : "lost"));
            if (choice) {
                request.setAttribute(AGAIN, path);
            }
        }
    }
}
