package datachoice.identity;

import datachoice.core.OdsCode;
import datachoice.core.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is invited to work with the portal, by e-mail. The code is known only here and in that e-mail.
 *
 * @param code sixteen characters, written XXXX-XXXX-XXXX-XXXX
 * @param practice where they are to work; null for roles that belong to no practice
 * @param by name of the worker who asked for it, in letters only
 */
public record InvitationIssued(
        String email, String code, Role role, @Nullable OdsCode practice, String by, Instant expiresAt) {
    @Override
    public String toString() {
        return "InvitationIssued[" + role + "]"; // neither address nor code reaches a log
    }
}
