package datachoice.identity.workers;

import datachoice.core.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which roles workers have, and which go together. */
final class WorkRoles {
    /** For somebody at a practice. */
    static final List<Role> AT_PRACTICE = List.of(Role.PRACTICE_STAFF, Role.PRACTICE_LEAD);

    /** For everybody else. */
    static final List<Role> ELSEWHERE =
            List.of(Role.CONTENT_EDITOR, Role.CONTENT_APPROVER, Role.PLATFORM_ADMIN, Role.AUDITOR);

    /** One account has one of these at most; the database holds it to that. */
    private static final Set<Role> DUTIES =
            EnumSet.of(Role.PRACTICE_STAFF, Role.PRACTICE_LEAD, Role.PLATFORM_ADMIN, Role.AUDITOR);

    private WorkRoles() {}

    static List<Role> all() {
        return Stream.concat(AT_PRACTICE.stream(), ELSEWHERE.stream()).toList();
    }

    static boolean needsPractice(Role role) {
        return AT_PRACTICE.contains(role);
    }

    static boolean isDuty(Role role) {
        return DUTIES.contains(role);
    }

    static Optional<Role> dutyOf(Collection<Role> roles) {
        return roles.stream().filter(WorkRoles::isDuty).findFirst();
    }

    static boolean goTogether(Collection<Role> roles) {
        return roles.stream().filter(WorkRoles::isDuty).count() <= 1;
    }

    /** Who runs the portal, or checks it: all administrators are told. */
    static boolean isTold(Role role) {
        return role == Role.PLATFORM_ADMIN || role == Role.AUDITOR;
    }

    /** Empty for anything but the name of a role that workers have. */
    static Optional<Role> parse(@Nullable String written) {
        return all().stream().filter(role -> role.name().equals(written)).findFirst();
    }
}
