package datachoice.identity.activity;

import datachoice.audit.EntryView;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its page shows it.
 *
 * @param name of the worker who acted, or whom a job acted for; null for everybody else
 */
record EntryRow(EntryView entry, @Nullable String name) {
    static List<EntryRow> of(List<EntryView> entries, Map<UUID, String> names) {
        return entries.stream()
                .map(entry -> new EntryRow(entry, entry.actor().map(names::get).orElse(null)))
                .toList();
    }

    static List<UUID> actors(List<EntryView> entries) {
        return entries.stream()
                .map(EntryView::actor)
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

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

    public @Nullable String detail() {
        return entry.detail().orElse(null);
    }
}
