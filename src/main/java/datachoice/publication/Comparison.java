package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.WordChanges.Line;
import datachoice.publication.text.ArticleReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
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

    /** As it was typed, for those who write. Empty for two that say and show the same. */
    static List<Difference> of(Content before, Content after) {
        var differences = shown(before, after, UnaryOperator.identity());
        text(differences, "publishing.matches.label", number(before.matches()), number(after.matches()));
        text(differences, "publishing.checkedBy.label", before.checkedBy(), after.checkedBy());
        text(differences, "publishing.owner.label", before.owner(), after.owner());
        text(differences, "publishing.reviewOn.label", day(before.reviewOn()), day(after.reviewOn()));
        text(differences, "publishing.careReason.label", before.careReason(), after.careReason());
        text(differences, "publishing.careFound.label", sentences(before), sentences(after));
        text(
                differences,
                "publishing.allSpoken.label",
                before.filmOrNone().allSpoken(),
                after.filmOrNone().allSpoken());
        return differences;
    }

    /** What the public saw of both: not what was typed and never shown, nor what only the desk needs. */
    static List<Difference> forReaders(Content before, Content after, ArticleReader reader) {
        return shown(before, after, text -> reader.read(text).wordsAndLinks());
    }

    private static List<Difference> shown(Content before, Content after, UnaryOperator<String> read) {
        var differences = new ArrayList<Difference>();
        text(differences, "publishing.title.label", before.title(), after.title());
        text(differences, "publishing.summary.label", before.summary(), after.summary());
        text(differences, "publishing.body.label", read.apply(before.body()), read.apply(after.body()));
        var was = before.filmOrNone();
        var is = after.filmOrNone();
        file(differences, "publishing.videoFile.label", was.video(), is.video());
        file(differences, "publishing.posterFile.label", was.poster(), is.poster());
        text(differences, "publishing.posterAlt.label", was.posterAlt(), is.posterAlt());
        file(differences, "publishing.captionsFile.label", was.captions(), is.captions());
        text(
                differences,
                "publishing.transcript.label",
                read.apply(Objects.requireNonNullElse(was.transcript(), "")),
                read.apply(Objects.requireNonNullElse(is.transcript(), "")));
        file(differences, "publishing.describedFile.label", was.described(), is.described());
        file(differences, "publishing.describedCaptionsFile.label", was.describedCaptions(), is.describedCaptions());
        file(differences, "publishing.waitingRoomFile.label", was.waitingRoom(), is.waitingRoom());
        file(differences, "publishing.signedFile.label", was.signed(), is.signed());
        file(differences, "publishing.audioFile.label", before.audio(), after.audio());
        return differences;
    }

    private static String sentences(Content content) {
        return String.join("\n", Objects.requireNonNullElse(content.careFound(), List.of()));
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
