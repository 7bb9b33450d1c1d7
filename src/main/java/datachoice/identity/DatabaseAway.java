package datachoice.identity;

import datachoice.core.LostDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * When the database cannot be reached, says so: 503 and when to come back, instead of a fault of ours. Whoever was sending
 * something is told what became of it: "not saved" only where that is certain, else how to find out.
 */
class DatabaseAway extends OncePerRequestFilter {
    /** What the page says of a form that was sent: key of a message below {@code error.away.sent}. */
    static final String SENT = "sent";

    /** Where a choice can be looked at and saved again: the address it was sent to, read as a page. */
    static final String AGAIN = "again";

    private static final String RETRY_SECONDS = "30";

    private final SafetyHeaders headers;

    DatabaseAway(SafetyHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!LostDatabase.isCauseOf(e) || response.isCommitted()) {
                throw e;
            }
            logger.error("The database cannot be reached: " + e);
            response.reset(); // a redirect to a receipt may have been on its way, or a new cookie
            headers.writeHeaders(request, response);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            tellWhatBecameOf(request);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
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
