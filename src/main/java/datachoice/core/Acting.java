package datachoice.core;

import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Who is acting on this thread: the signed-in user, the portal's own job, or a visitor. */
public final class Acting {
    /** What services that no user may call ask for: {@code hasRole('JOB')}. No account can be given it. */
    private static final String JOB = "ROLE_JOB";

    private Acting() {}

    public static Actor now() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return new Actor.Visitor();
        }
        if (authentication.getPrincipal() instanceof Actor.Job job) {
            return job;
        }
        return authentication.getPrincipal() instanceof SignedInUser user ? user.actor() : new Actor.Visitor();
    }

    /** Runs work that no user asked for; its audit entries and database sessions say which job it was. */
    public static void asJob(String name, Runnable work) {
        as(new Actor.Job(name, null, null), work);
    }

    /** Runs work that a user asked for and does not wait for; its audit entries say which job it was, and for whom. */
    public static void asJobFor(String name, UUID user, OdsCode practice, Runnable work) {
        as(new Actor.Job(name, user, practice), work);
    }

    private static void as(Actor.Job job, Runnable work) {
        var before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                job, null, List.of(new SimpleGrantedAuthority(JOB)))));
        try {
            work.run();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
