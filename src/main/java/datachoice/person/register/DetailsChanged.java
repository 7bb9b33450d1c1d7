package datachoice.person.register;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.List;

/**
 * A practice's file gave people other details. Comes for many at once.
 *
 * @param detail which, such as {@code address, email}, the same for all of them; never a value
 */
record DetailsChanged(List<PersonId> subjects, String detail) implements Audited {
    @Override
    public String action() {
        return "REGISTER_CHANGED";
    }
}
