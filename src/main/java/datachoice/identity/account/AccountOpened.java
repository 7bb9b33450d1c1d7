package datachoice.identity.account;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has an account from now on.
 *
 * @param person whom it is for; null for workers
 * @param elsewhere the practice where they work; null for everybody else
 */
public record AccountOpened(
        UUID account,
        @Nullable PersonId person,
        Set<Role> roles,
        @Nullable OdsCode elsewhere) implements Audited {
    @Override
    public String action() {
        return "ACCOUNT_OPENED";
    }

    @Override
    public String detail() {
        var who = "account " + account;
        return person != null
                ? who
                : roles.stream().sorted().map(Role::name).collect(Collectors.joining(", ", "", " to " + who));
    }

    @Override
    public List<PersonId> subjects() {
        return person == null ? List.of() : List.of(person);
    }
}
