package datachoice.identity.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads who is signed in before anything else happens. Each transaction tells the database who acts; if that were only
 * found out then, a transaction would need a second connection while it holds its first, and a busy pool would wait for
 * itself.
 */
public class EarlyUser extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContextHolder.getContext().getAuthentication();
        chain.doFilter(request, response);
    }
}
