package datachoice.identity.activity;

import datachoice.audit.AuditQuery.Kind;
import datachoice.core.DateParts;
import datachoice.core.UkTime;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The filters that both pages have, read.
 *
 * @param to last day
 */
record Filters(
        @Nullable Act act,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    /** What the form's errors now say is wrong is left out. */
    static Filters read(
            @Nullable String act, @Nullable String from, @Nullable String to, LocalDate today, Errors errors) {
        var read = new Filters(
                Act.parse(act).orElse(null),
                DateParts.filter(from, "from", FIRST_DAY, today.plusYears(1), errors, "audit.filter"),
                DateParts.filter(to, "to", FIRST_DAY, today.plusYears(1), errors, "audit.filter"));
        if (act != null && !act.isEmpty() && read.act() == null) {
            errors.rejectValue("act", "audit.filter.act.unknown");
        }
        if (read.from != null && read.to != null && read.to.isBefore(read.from)) {
            errors.rejectValue("to", "audit.filter.to.before-from");
        }
        return read;
    }

    @Nullable
    Kind kind() {
        return act == null ? null : new Kind(act.name(), act.pattern());
    }

    @Nullable
    Instant begin() {
        return from == null ? null : UkTime.startOf(from);
    }

    @Nullable
    Instant end() {
        return to == null ? null : UkTime.startOf(to.plusDays(1));
    }
}
