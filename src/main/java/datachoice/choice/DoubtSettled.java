package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * A practice has looked into it that somebody said a choice was not theirs.
 *
 * @param receipt of the choice in doubt
 * @param note in the practice's words, for the person to read; empty for none
 */
public record DoubtSettled(
        PersonId subject,
        OdsCode practice,
        String receipt,
        Instant toldAt,
        DoubtOutcome outcome,
        String note,
        Instant settledAt)
        implements Audited {
    @Override
    public String action() {
        return "DOUBT_SETTLED";
    }

    @Override
    public List<PersonId> subjects() {
        return List.of(subject);
    }

    @Override
    public String detail() {
        return outcome.name();
    }
}
