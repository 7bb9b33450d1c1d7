package datachoice.publication.text;

import datachoice.publication.text.Article.Removed;
import java.util.ArrayList;
import java.util.List;

/** Collects what is taken out of a text, up to a bound. */
final class RemovedParts {
    private static final int LONGEST = 200;

    private final List<Removed> parts = new ArrayList<>();

    void add(Removed.Kind kind, String what) {
        if (parts.size() < ArticleReader.MOST_REMOVED) {
            var line = Typed.line(what);
            parts.add(new Removed(kind, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line));
        }
    }

    List<Removed> list() {
        return List.copyOf(parts);
    }
}
