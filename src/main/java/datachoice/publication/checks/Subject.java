package datachoice.publication.checks;

import datachoice.publication.text.Article;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that is to go live.
 *
 * @param language of its words, by BCP 47
 * @param markdown as it was typed
 * @param article the same, read
 * @param facts ids of the sections that must be there and start with a paragraph
 * @param parts ids of the sections that must be there
 * @param addressed its facts may stand beside a question about somebody else
 * @param journey whether it shows the journey as it must; null if it need not
 * @param film null without one
 * @param address of the page that it will be read on
 * @param whatChanged as the version will say for good
 * @param known sentences that came with the software for this very item, as {@link Checks#claims} writes them: they were weighed
 *     before
 * @param checkedBy who read an edition against what it is an edition of; null for nobody
 * @param careFound the sentences that the reason was given for
 * @param contact whether its page and its paper can say whom to ask
 */
public record Subject(
        String language,
        String title,
        String summary,
        String markdown,
        Article article,
        List<String> facts,
        List<String> parts,
        boolean addressed,
        @Nullable Boolean journey,
        @Nullable FilmParts film,
        String address,
        boolean contact,
        String whatChanged,
        Set<String> known,
        @Nullable String checkedBy,
        @Nullable String careReason,
        List<String> careFound,
        @Nullable String owner,
        @Nullable LocalDate reviewOn,
        LocalDate today) {
    /**
     * Which parts of a film are there.
     *
     * @param described with captions of its own
     * @param allSpoken somebody said that it needs no description
     * @param captionWords what they say; empty without
     * @param late what captions say after their film has ended; empty where nobody can tell how long it lasts
     * @param transcript read; null without
     */
    public record FilmParts(
            boolean video,
            boolean poster,
            @Nullable String posterAlt,
            boolean captions,
            String captionWords,
            List<String> late,
            @Nullable Article transcript,
            boolean described,
            boolean describedCaptions,
            boolean allSpoken) {}
}
