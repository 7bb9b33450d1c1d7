package datachoice.publication;

import datachoice.publication.WordChanges.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two contents, part by part. */
final class Comparison {
    private Comparison() {}

    /**
     * A part that differs.
     *
     * @param key of its name
     * @param lines empty for a file, where only the fact can be told
     */
    record Difference(String key, List<Line> lines) {}

    /** Empty for two that say and show the same. */
    static List<Difference> of(Content before, Content after) {
        var differences = new ArrayList<Difference>();
        text(differences, "publishing.title.label", before.title(), after.title());
        text(differences, "publishing.summary.label", before.summary(), after.summary());
        text(differences, "publishing.body.label", before.body(), after.body());
        file(differences, "publishing.videoFile.label", before.video(), after.video());
        file(differences, "publishing.posterFile.label", before.poster(), after.poster());
        text(differences, "publishing.posterAlt.label", before.posterAlt(), after.posterAlt());
        file(differences, "publishing.captionsFile.label", before.captions(), after.captions());
        text(differences, "publishing.transcript.label", before.transcript(), after.transcript());
        return differences;
    }

    private static void text(
            List<Difference> differences, String key, @Nullable String before, @Nullable String after) {
        var lines = WordChanges.between(Objects.requireNonNullElse(before, ""), Objects.requireNonNullElse(after, ""));
        if (!lines.isEmpty()) {
            differences.add(new Difference(key, lines));
        }
    }

    private static void file(
            List<Difference> differences, String key, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            differences.add(new Difference(key, List.of()));
        }
    }
}
