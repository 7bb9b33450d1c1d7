package datachoice.person.register;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A practice loaded a file that names people of another practice, or of none, with another date of birth or
 * another family name: nothing happened
 * to them, but trying is not free.
 *
 * @param elsewhere where they are registered: its activity says so; null for nowhere
 */
record NotMatched(List<PersonId> subjects, @Nullable OdsCode elsewhere) implements Audited {
    @Override
    public String action() {
        return "REGISTER_NOT_MATCHED";
    }
}
