package datachoice.identity.workers;

import datachoice.core.Role;
import datachoice.core.UkTime;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is still open, as pages show it. */
final class OpenLines {
    private OpenLines() {}

    /**
     * @param until such as "10:42 on 12 March 2026"; null while it waits for a second administrator
     * @param tooOld whether its time to be answered is over
     * @param asks whether sending it again asks a second administrator first
     * @param own whether whoever looks asked for it
     */
    record InvitationLine(
            UUID id,
            String email,
            Role role,
            @Nullable String practice,
            String askedBy,
            String askedAt,
            boolean waits,
            @Nullable String until,
            boolean tooOld,
            boolean asks,
            boolean own) {}

    /** @param own whether whoever looks asked for it */
    record RequestLine(UUID id, UUID account, String name, Role role, String askedBy, String askedAt, boolean own) {}

    /** @param twoPeople whether a second administrator has to agree with what the reader sends */
    static List<InvitationLine> invitations(List<Invitations.Open> open, UUID reader, boolean twoPeople, Clock clock) {
        return open.stream()
                .map(one -> new InvitationLine(
                        one.id(),
                        one.email(),
                        one.role(),
                        one.practice() == null ? null : one.practice().value(),
                        one.askedByName(),
                        UkTime.moment(one.askedAt(), clock),
                        one.waits(),
                        one.expiresAt() == null ? null : UkTime.moment(one.expiresAt(), clock),
                        one.expiresAt() != null && !clock.instant().isBefore(one.expiresAt()),
                        twoPeople && one.alone(),
                        one.askedBy().equals(reader)))
                .toList();
    }

    static List<RequestLine> requests(List<RoleRequests.Open> open, UUID reader, Clock clock) {
        return open.stream()
                .map(one -> new RequestLine(
                        one.id(),
                        one.account(),
                        one.name(),
                        one.role(),
                        one.askedByName(),
                        UkTime.moment(one.askedAt(), clock),
                        one.askedBy().equals(reader)))
                .toList();
    }
}
