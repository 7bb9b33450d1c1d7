package datachoice.person;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A right to choose for somebody, now or earlier, and how it came to be on record.
 *
 * @param proxy who may choose, or might
 * @param proof name of a {@link ProofSeen}, or what was written down before there was a list of them
 * @param until first day without the right; null while it lasts without an end
 * @param holds they may choose today
 * @param recordedBy the account; null for what came with the portal
 * @param practice where it was recorded; empty likewise
 * @param ended why it was ended, if somebody did
 */
public record RightView(
        UUID id,
        PersonId proxy,
        ProxyRole role,
        String proof,
        LocalDate from,
        @Nullable LocalDate until,
        boolean holds,
        Instant recordedAt,
        @Nullable UUID recordedBy,
        Optional<OdsCode> practice,
        Optional<RightEnd> ended) {
    public @Nullable LocalDate lastDay() {
        return until == null ? null : until.minusDays(1);
    }
}
