package datachoice.audit;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail. Null where everything will do.
 *
 * @param actor account that acted, or that a job acted for
 * @param kind which acts
 * @param without a pattern that it must not hold
 * @param until the first moment after the last one
 */
public record AuditQuery(
        @Nullable OdsCode practice,
        @Nullable UUID actor,
        @Nullable PersonId subject,
        @Nullable Kind kind,
        @Nullable String without,
        @Nullable Instant from,
        @Nullable Instant until) {
    /**
     * Acts that people look for together.
     *
     * @param name as the trail calls it when it was read
     * @param pattern that the name of the act must hold, such as {@code _EXPORTED$}
     */
    public record Kind(String name, String pattern) {}

    /** The same, of one practice alone. */
    AuditQuery at(OdsCode code) {
        return new AuditQuery(code, actor, subject, kind, without, from, until);
    }

    /** What was asked for, in a line for the trail itself: no name and no number of a person. */
    String written() {
        var line = new StringBuilder("all entries");
        add(line, "practice", practice);
        add(line, "account", actor);
        add(line, "acts", kind == null ? null : kind.name());
        add(line, "from", from);
        add(line, "until", until);
        if (subject != null) {
            line.append(", one person");
        }
        return line.toString();
    }

    private static void add(StringBuilder line, String what, @Nullable Object value) {
        if (value != null) {
            line.append(", ").append(what).append(' ').append(value);
        }
    }
}
