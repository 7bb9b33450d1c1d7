package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;
import java.util.Optional;

/**
 * People left a practice, joined one, or both, all the same way. Comes for many at once.
 *
 * @param to where they are registered now; empty for nowhere
 */
public record RegistrationMoved(List<PersonId> people, Optional<OdsCode> from, Optional<OdsCode> to)
        implements Audited {
    public RegistrationMoved(PersonId person, Optional<OdsCode> from, Optional<OdsCode> to) {
        this(List.of(person), from, to);
    }

    @Override
    public String action() {
        return "REGISTRATION_MOVED";
    }

    @Override
    public List<PersonId> subjects() {
        return people;
    }
}
