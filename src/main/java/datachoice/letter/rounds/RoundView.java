package datachoice.letter.rounds;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A round of letters.
 *
 * @param askedBy account of the lead who had it made
 * @param wanted how many letters it makes at most
 * @param made how many exist
 * @param stoppedBy account of the lead who stopped it; empty if it ended by itself
 * @param takenBack letters that were not printed when it was stopped, and are not printed any more
 */
record RoundView(
        UUID id,
        OdsCode practice,
        RoundWhom whom,
        UUID askedBy,
        Instant askedAt,
        int wanted,
        int made,
        RoundState state,
        Optional<Instant> endedAt,
        Optional<UUID> stoppedBy,
        int takenBack) {
    /** Such as "10:42 on 12 March 2026". */
    public String askedMoment() {
        return UkTime.moment(askedAt);
    }

    /** The same; empty as long as it is being made. */
    public String endedMoment() {
        return endedAt.map(UkTime::moment).orElse("");
    }

    public boolean making() {
        return state == RoundState.MAKING;
    }
}
