package datachoice.choice.past;

import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import java.util.UUID;

/** Who chose for somebody, and by which right. */
public record PastProxy(PersonId person, UUID relation, ProxyRole role) {}
