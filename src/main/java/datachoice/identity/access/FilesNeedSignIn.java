package datachoice.identity.access;

import datachoice.core.FullDisk;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
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
        } else {
            var fault = faultOf(request);
            if (fault == 0) {
                chain.doFilter(request, response);
            } else if (!response.isCommitted()) { // it is for an upload that was cut off: nobody listens any more
                response.sendError(fault);
            }
        }
    }

    private static Set<Role> roles() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? user.roles()
                : Set.of();
    }

    /**
     * The status for parts that cannot be read; 0 if they can. Tomcat reads them at the first question for a parameter, and
     * fails then if they are over its limits, cut off, or called something with a zero byte in it.
     *
     * @throws IllegalStateException if there is no room for them on our disk: that is no fault of theirs
     */
    private static int faultOf(HttpServletRequest request) {
        try {
            request.getParameter("_csrf");
            return 0;
        } catch (IllegalStateException failed) {
            if (FullDisk.isCauseOf(failed)) {
                throw failed;
            }
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidFileNameException || cause instanceof ClientAbortException) {
                    return HttpServletResponse.SC_BAD_REQUEST;
                }
            }
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
    }
}
