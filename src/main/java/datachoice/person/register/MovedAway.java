package datachoice.person.register;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;

/**
 * Another practice's file took people over. Comes for many at once.
 *
 * @param elsewhere where they were registered until then: its activity says so
 */
record MovedAway(List<PersonId> subjects, OdsCode elsewhere) implements Audited {
    @Override
    public String action() {
        return "REGISTRATION_MOVED_AWAY";
    }
}
