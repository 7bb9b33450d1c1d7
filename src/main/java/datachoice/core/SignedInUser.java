package datachoice.core;

import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is signed in, read from the database at each request, so that a right that was taken away ends at once.
 *
 * @param login the account, or the letter for {@link Role#LETTER}
 * @param roles what it may be used for; empty while a second factor is still due
 * @param person the person behind it; null for workers
 * @param practice the practice a worker belongs to; null for everyone else
 * @param displayName the name shown in the page's header
 * @param secondFactorDue true between password and security code, when nothing but that step is open
 */
public record SignedInUser(
        UUID login,
        Set<Role> roles,
        @Nullable PersonId person,
        @Nullable OdsCode practice,
        String displayName,
        boolean secondFactorDue)
        implements Principal {

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Came with a letter, not with an account. */
    public boolean byLetter() {
        return is(Role.LETTER);
    }

    /** Whoever has shown half of who they are is not known to be them. */
    public Actor actor() {
        if (secondFactorDue) {
            return new Actor.Visitor();
        }
        if (person != null) {
            return byLetter() ? new Actor.LetterHolder(login, person) : new Actor.Patient(login, person);
        }
        return new Actor.Worker(login, leadingRole(), practice);
    }

    /** Where this user starts after signing in, and what the header links to. */
    public String home() {
        if (person != null) {
            return byLetter() ? "/choices/" + person + "/change" : "/choices";
        }
        switch (leadingRole()) {
            case PRACTICE_LEAD:
            case PRACTICE_STAFF:
                return "/practice";
            case PLATFORM_ADMIN:
                return "/admin/accounts";
            case AUDITOR:
                return "/audit";
            default:
                return "/publishing";
        }
    }

    private Role leadingRole() {
        return roles.stream().sorted().reduce((first, second) -> second).orElse(Role.AUDITOR);
    }

    @Override
    public String getName() {
        return login.toString();
    }
}
