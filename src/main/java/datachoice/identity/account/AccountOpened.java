package datachoice.identity.account;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has an account from now on.
 *
 * @param person whom it is for; null for workers
 */
public record AccountOpened(UUID account, @Nullable PersonId person) implements Audited {
    @Override
    public String action() {
        return "ACCOUNT_OPENED";
    }

    @Override
    public List<PersonId> subjects() {
        return person == null ? List.of() : List.of(person);
    }
}
