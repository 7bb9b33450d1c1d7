package datachoice.identity.workers;

import datachoice.core.OdsCode;
import datachoice.core.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The account of somebody at work.
 *
 * @param practice where they work; null for content, administration and audit
 * @param practiceName null where there is no practice
 * @param switchedOffOn such as "12 March 2026"; null while the account can be used
 * @param switchedOffBy the worker who did it; null for the portal itself, and while the account can be used
 */
record WorkerView(
        UUID id,
        String name,
        String email,
        @Nullable OdsCode practice,
        @Nullable String practiceName,
        Set<Role> roles,
        @Nullable String switchedOffOn,
        @Nullable UUID switchedOffBy) {
    public boolean switchedOff() {
        return switchedOffOn != null;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
