package datachoice.choice.ledger;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;

/**
 * Another practice took people over before this one had entered their choice in its system. Nothing is lost, the next
 * practice asks them again; but whoever had to enter it reads that it was not done.
 *
 * @param elsewhere where it had to be entered: its activity says so
 */
record LeftUnentered(List<PersonId> subjects, OdsCode elsewhere) implements Audited {
    @Override
    public String action() {
        return "CHOICE_LEFT_UNENTERED";
    }
}
