package datachoice.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A module whose forms must not lose what was typed when the session ended before they were sent. It is asked before the
 * page says that the visitor was signed out.
 */
public interface KeepsAnswers {
    /**
     * Keeps the answers of a form that came too late. Only a {@link FormTickets ticket} that verifies says whose they are:
     * nobody is signed in, or somebody else is.
     *
     * @return until when they are kept; empty if the form is not this module's, carries no ticket, or cannot be kept
     */
    Optional<Instant> keep(HttpServletRequest request);
}
