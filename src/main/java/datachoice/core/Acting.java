package datachoice.core;

import org.springframework.security.core.context.SecurityContextHolder;

/** Who is acting on this thread: the signed-in user, the portal's own job, or a visitor. */
public final class Acting {
    private static final ThreadLocal<Actor> AS = new ThreadLocal<>();

    private Acting() {}

    public static Actor now() {
        var as = AS.get();
        if (as != null) {
            return as;
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? user.actor()
                : new Actor.Visitor();
    }

    /** Runs work that no user asked for; its audit entries and database sessions say which job it was. */
    public static void asJob(String name, Runnable work) {
        var before = AS.get();
        AS.set(new Actor.Job(name));
        try {
            work.run();
        } finally {
            if (before == null) {
                AS.remove();
            } else {
                AS.set(before);
            }
        }
    }
}
