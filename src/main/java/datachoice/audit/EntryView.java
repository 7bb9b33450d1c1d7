package datachoice.audit;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the trail.
 *
 * @param role such as {@code PRACTICE_STAFF}, or {@code JOB:} and which
 * @param actor account or letter; for a job whoever asked for it
 * @param people how many it was about, or showed
 * @param person which one, where it was one
 * @param reason a word of ours, or what somebody wrote
 */
public record EntryView(
        UUID id,
        Instant at,
        String action,
        String role,
        Optional<UUID> actor,
        Optional<OdsCode> practice,
        int people,
        Optional<PersonId> person,
        Optional<String> reason,
        Optional<String> detail) {}
