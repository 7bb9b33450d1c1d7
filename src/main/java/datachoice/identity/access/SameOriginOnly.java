package datachoice.identity.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For what is sent from a page without a session and so without a token, such as the demo's one-click forms: it is taken
 * only from a page of this very host, as the browser says in Origin, or else in Referer.
 */
class SameOriginOnly extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var reading = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (reading || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isOwn(HttpServletRequest request) {
        var origin = request.getHeader("Origin");
        var host = request.getHeader("Host");
        return host != null && host.equalsIgnoreCase(authority(origin != null ? origin : request.getHeader("Referer")));
    }

    /** Host and port as the address writes them; null for none, for "null" and for what is no web address. */
    private static @Nullable String authority(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            var uri = URI.create(address);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? uri.getRawAuthority() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
