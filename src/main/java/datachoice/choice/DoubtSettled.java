package datachoice.choice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A practice has looked into it that somebody said a choice was not theirs.
 *
 * @param receipt of the choice in doubt
 * @param proxy who said so, if that was somebody who may choose for them; null for the person, and for what staff wrote down
 * @param note in the practice's words, for the person to read; empty for none
 */
public record DoubtSettled(
        PersonId subject,
        OdsCode practice,
        String receipt,
        Instant toldAt,
        DoubtOutcome outcome,
        String note,
        Instant settledAt,
        @Nullable PersonId proxy)
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
