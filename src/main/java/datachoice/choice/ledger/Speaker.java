package datachoice.choice.ledger;

import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import java.util.UUID;

/** Whose words a choice is: the person's own, or those of someone with the right to choose for them. Never both. */
public sealed interface Speaker {
    PersonId person();

    record Self(PersonId person) implements Speaker {}

    /** @param relation the right, as it stood when the choice was saved */
    record Proxy(PersonId person, UUID relation, ProxyRole role) implements Speaker {}
}
