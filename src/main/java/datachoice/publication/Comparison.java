package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.WordChanges.Line;
import java.time.LocalDate;
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
        var was = before.filmOrNone();
        var is = after.filmOrNone();
        file(differences, "publishing.videoFile.label", was.video(), is.video());
        file(differences, "publishing.posterFile.label", was.poster(), is.poster());
        text(differences, "publishing.posterAlt.label", was.posterAlt(), is.posterAlt());
        file(differences, "publishing.captionsFile.label", was.captions(), is.captions());
        text(differences, "publishing.transcript.label", was.transcript(), is.transcript());
        file(differences, "publishing.describedFile.label", was.described(), is.described());
        file(differences, "publishing.describedCaptionsFile.label", was.describedCaptions(), is.describedCaptions());
        file(differences, "publishing.waitingRoomFile.label", was.waitingRoom(), is.waitingRoom());
        file(differences, "publishing.signedFile.label", was.signed(), is.signed());
        file(differences, "publishing.audioFile.label", before.audio(), after.audio());
        text(differences, "publishing.matches.label", number(before.matches()), number(after.matches()));
        text(differences, "publishing.checkedBy.label", before.checkedBy(), after.checkedBy());
        text(differences, "publishing.owner.label", before.owner(), after.owner());
        text(differences, "publishing.reviewOn.label", day(before.reviewOn()), day(after.reviewOn()));
        return differences;
    }

    private static String number(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : UkTime.date(day);
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
