package datachoice.identity.access;

import datachoice.core.FullDisk;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Fields that cannot be read, such as bytes that are no UTF-8, or more fields than any form has: Tomcat says so when it is
 * first asked for one, and would write what was typed into the log. Here it becomes "bad request", and no line at all.
 */
class UnreadableForm extends OncePerRequestFilter {
    private final SafetyHeaders headers;

    UnreadableForm(SafetyHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            var unreadable = unreadable(e);
            if (unreadable == null || FullDisk.isCauseOf(e) || response.isCommitted()) {
                throw e;
            }
            response.reset();
            headers.writeHeaders(request, response);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.sendError(unreadable.getErrorCode());
        }
    }

    private static @Nullable InvalidParameterException unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException found) {
                return found;
            }
        }
        return null;
    }
}
