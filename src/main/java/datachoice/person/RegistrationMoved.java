package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;
import java.util.Optional;

/**
 * Someone left a practice, joined one, or both.
 *
 * @param to where they are registered now; empty for nowhere
 */
public record RegistrationMoved(PersonId person, Optional<OdsCode> from, Optional<OdsCode> to) implements Audited {
    @Override
    public String action() {
        return "REGISTRATION_MOVED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(person);
    }
}
