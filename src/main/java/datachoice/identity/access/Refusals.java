package datachoice.identity.access;

import datachoice.core.SignedInUser;
import datachoice.identity.FormTickets;
import datachoice.identity.KeepsAnswers;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * How the portal says no. Signed out: to the sign-in page, whether the address exists or not. Signed in, but not theirs:
 * the same as if it were not there. A form from a session that is over: a page that says so, with the answers kept.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    static final String STALE_PAGE = "/sign-in/expired";
    static final String KEPT_UNTIL = "datachoice.keptUntil";
    static final String BY_LETTER = "datachoice.byLetter";

    private final SignInSession session;
    private final FormTickets tickets;
    private final RefusedPages refused;
    private final ObjectProvider<KeepsAnswers> keepers;

    Refusals(SignInSession session, FormTickets tickets, RefusedPages refused, ObjectProvider<KeepsAnswers> keepers) {
        this.session = session;
        this.tickets = tickets;
        this.refused = refused;
        this.keepers = keepers;
    }

    /** Nobody is signed in. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (!Area.isProtected(path(request))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (isReading(request)) {
            var query = request.getQueryString();
            session.savePath(request, request.getRequestURI() + (query == null ? "" : "?" + query));
            response.sendRedirect("/sign-in");
        } else {
            stale(request, response);
        }
    }

    /** Somebody is signed in who may not, or the form's token is missing or old. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, ServletException {
        if (failure instanceof CsrfException) {
            if (Area.takesForms(path(request))) {
                stale(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } else if (secondFactorDue() && isReading(request) && Area.isProtected(path(request))) {
            response.sendRedirect("/sign-in/code");
        } else {
            if (Area.isProtected(path(request))) {
                refused.note(request);
            }
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** For an upload by anybody who sends none: answered without a look at what it holds. */
    void refuseUnread(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        if (!signedIn && Area.takesForms(path(request))) {
            showStale(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void stale(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        keep(request).ifPresent(until -> request.setAttribute(KEPT_UNTIL, until));
        tickets.of(request).ifPresent(ticket -> {
            session.savePath(request, ticket.path(), ticket.login());
            request.setAttribute(BY_LETTER, session.isLetter(ticket.login()));
        });
        showStale(request, response);
    }

    /** As a page that is read: nothing of what was sent is looked at again. */
    private static void showStale(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        var reading = new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }

            @Override
            public @Nullable String getContentType() {
                return null;
            }
        };
        request.getRequestDispatcher(STALE_PAGE).forward(reading, response);
    }

    private Optional<Instant> keep(HttpServletRequest request) {
        return keepers.orderedStream()
                .map(keeper -> keeper.keep(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean secondFactorDue() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof SignedInUser user
                && user.secondFactorDue();
    }

    private static boolean isReading(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI();
    }
}
