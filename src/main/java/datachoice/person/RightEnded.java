package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;

/**
 * A practice has recorded that one person may no longer choose for another.
 *
 * @param here the right was recorded at that practice, too, so that whoever had it knows that the subject was there
 */
public record RightEnded(PersonId proxy, PersonId subject, RightEnd why, OdsCode practice, boolean here)
        implements Audited {
    @Override
    public String action() {
        return "RELATION_ENDED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(proxy, subject);
    }

    @Override
    public String reason() {
        return "RIGHT_" + why;
    }
}
