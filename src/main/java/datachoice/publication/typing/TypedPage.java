package datachoice.publication.typing;

import datachoice.core.DateParts;
import datachoice.core.Ids;
import datachoice.publication.text.Typed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the editing page, as they are now. A browser may leave anything out.
 *
 * @param page which opened page it is
 */
record TypedPage(
        @Nullable String page,
        @Nullable String revision,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String body,
        @Nullable String whatChanged,
        @Nullable String video,
        @Nullable String poster,
        @Nullable String captions,
        @Nullable String posterAlt,
        @Nullable String transcript,
        @Nullable String matches,
        @Nullable String checkedBy,
        @Nullable String owner,
        @Nullable DateParts reviewOn,
        @Nullable String careReason,
        @Nullable String allSpoken,
        @Nullable String removeFilm) {
    Optional<UUID> id() {
        return Ids.parse(page == null ? "" : page);
    }

    /** By the names of the page; without what is empty, and without what cannot be stored. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "revision", revision);
        put(fields, "title", title);
        put(fields, "summary", summary);
        put(fields, "body", body);
        put(fields, "whatChanged", whatChanged);
        put(fields, "video", video);
        put(fields, "poster", poster);
        put(fields, "captions", captions);
        put(fields, "posterAlt", posterAlt);
        put(fields, "transcript", transcript);
        put(fields, "matches", matches);
        put(fields, "checkedBy", checkedBy);
        put(fields, "owner", owner);
        if (reviewOn != null) {
            put(fields, "reviewOn.day", reviewOn.day());
            put(fields, "reviewOn.month", reviewOn.month());
            put(fields, "reviewOn.year", reviewOn.year());
        }
        put(fields, "careReason", careReason);
        put(fields, "allSpoken", allSpoken);
        put(fields, "removeFilm", removeFilm);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, Typed.lines(value));
        }
    }
}
