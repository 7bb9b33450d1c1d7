package datachoice.letter.rounds;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Instant;
import java.util.UUID;

/**
 * A round of letters.
 *
 * @param askedBy account of the lead who had it made
 * @param wanted how many letters it makes at most
 * @param made how many exist
 */
record RoundView(
        UUID id,
        OdsCode practice,
        RoundWhom whom,
        UUID askedBy,
        Instant askedAt,
        int wanted,
        int made,
        RoundState state) {
    /** Such as "10:42 on 12 March 2026". */
    public String askedMoment() {
        return UkTime.moment(askedAt);
    }

    public boolean making() {
        return state == RoundState.MAKING;
    }
}
