package datachoice.identity.access;

import datachoice.core.Role;
import datachoice.core.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Only those who may send files are listened to when they do. Everybody else's uploads are refused before they are read:
 * looking for the token in them would store them first.
 */
class FilesNeedSignIn extends OncePerRequestFilter {
    private final Refusals refusals;

    FilesNeedSignIn(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            chain.doFilter(request, response);
        } else if (!Area.takesFiles(roles(), request.getRequestURI())) {
            refusals.refuseUnread(request, response);
        } else if (isTooLarge(request)) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Set<Role> roles() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? user.roles()
                : Set.of();
    }

    /** Tomcat reads the parts at the first question for a parameter, and fails then if their texts are over its limit. */
    private static boolean isTooLarge(HttpServletRequest request) {
        try {
            request.getParameter("_csrf");
            return false;
        } catch (IllegalStateException overTheLimit) {
            return true;
        }
    }
}
