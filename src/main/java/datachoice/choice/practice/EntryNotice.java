package datachoice.choice.practice;

import datachoice.core.Notices;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of "Entered in our system", for the page after it. The session holds numbers, never names.
 *
 * @param act {@code applied}, {@code undone}, {@code none} or {@code many}
 * @param done how many
 * @param already how many were left alone because it was done before; {@code doubted}, {@code changed} and {@code gone}
 *     likewise
 */
record EntryNotice(String act, int done, int already, int doubted, int changed, int gone) {
    private static final String NAME = "practice.entry";

    /** Nothing was ticked. */
    static EntryNotice none() {
        return new EntryNotice("none", 0, 0, 0, 0, 0);
    }

    /** More than can be marked at a time; none of them was. */
    static EntryNotice tooMany() {
        return new EntryNotice("many", 0, 0, 0, 0, 0);
    }

    static EntryNotice applied(Collection<EntryResult> results) {
        return of("applied", results);
    }

    static EntryNotice undone(EntryResult result) {
        return of("undone", List.of(result));
    }

    private static EntryNotice of(String act, Collection<EntryResult> results) {
        return new EntryNotice(
                act,
                Collections.frequency(results, EntryResult.DONE),
                Collections.frequency(results, EntryResult.ALREADY),
                Collections.frequency(results, EntryResult.DOUBTED),
                Collections.frequency(results, EntryResult.CHANGED),
                Collections.frequency(results, EntryResult.GONE));
    }

    public boolean good() {
        return done > 0;
    }

    /** Key and number of each sentence about those that were left alone. */
    public List<Part> skipped() {
        var parts = new ArrayList<Part>();
        Stream.of(
                        new Part("already", already),
                        new Part("doubted", doubted),
                        new Part("changed", changed),
                        new Part("gone", gone))
                .filter(part -> part.count() > 0)
                .forEach(parts::add);
        return parts;
    }

    record Part(String why, int count) {}

    static void put(HttpServletRequest request, EntryNotice notice) {
        Notices.put(
                request,
                NAME,
                "%s %d %d %d %d %d"
                        .formatted(
                                notice.act, notice.done, notice.already, notice.doubted, notice.changed, notice.gone));
    }

    /** Takes it out, so that it is shown once. */
    static Optional<EntryNotice> take(HttpServletRequest request) {
        return Notices.take(request, NAME).map(stored -> {
            var parts = stored.split(" ");
            return new EntryNotice(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]),
                    Integer.parseInt(parts[5]));
        });
    }
}
