package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A practice has checked and recorded that one person may choose for another.
 *
 * @param lastDay on which they may; null where none is named
 * @param sameFamilyName as whoever recorded it: mostly chance, and worth a question where it is not (T8, T10)
 */
public record RightRecorded(
        PersonId proxy,
        PersonId subject,
        ProofSeen proof,
        LocalDate from,
        @Nullable LocalDate lastDay,
        OdsCode practice,
        boolean sameFamilyName)
        implements Audited {
    @Override
    public String action() {
        return "RELATION_ADDED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(proxy, subject);
    }

    @Override
    public String detail() {
        return proof + (sameFamilyName ? ", CHOOSER_SAME_FAMILY_NAME" : "");
    }
}
