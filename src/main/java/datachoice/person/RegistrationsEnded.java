package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;

/**
 * People are registered nowhere from today: their practice's new list does not name them, or it closed. Comes for many at
 * once, where {@link RegistrationMoved} comes for one.
 *
 * @param from where they were registered
 */
public record RegistrationsEnded(List<PersonId> people, OdsCode from) implements Audited {
    @Override
    public String action() {
        return "REGISTRATION_ENDED";
    }

    @Override
    public List<PersonId> subjects() {
        return people;
    }
}
