package datachoice.identity.activity;

import datachoice.audit.EntryView;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its page shows it.
 *
 * @param name of the worker who acted, or whom a job acted for; null for everybody else
 * @param detail in words; null where there is none
 */
record EntryRow(
        EntryView entry, @Nullable String name, @Nullable String detail) {
    /** Such as "10:42 on 12 March 2026". */
    public String moment() {
        return UkTime.moment(entry.at());
    }

    /** The key of who acts in what role: all jobs are the portal. */
    public String roleKey() {
        return "audit.role." + (entry.role().startsWith("JOB:") ? "JOB" : entry.role());
    }

    public String practice() {
        return entry.practice().map(OdsCode::value).orElse("");
    }

    public String person() {
        return entry.person().map(Object::toString).orElse("");
    }

    public String actor() {
        return entry.actor().map(Object::toString).orElse("");
    }

    public @Nullable String reason() {
        return entry.reason().orElse(null);
    }
}
