package datachoice.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Uploads of strangers are refused before they are read: looking for the token in them would store them first. */
class FilesNeedSignIn extends OncePerRequestFilter {
    private final Refusals refusals;

    FilesNeedSignIn(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        if (type != null
                && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                && SecurityContextHolder.getContext().getAuthentication() == null) {
            refusals.refuseUnread(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
