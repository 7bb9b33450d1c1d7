package datachoice.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a draft or a version says and shows.
 *
 * @param body Markdown
 * @param film null without one
 * @param audio the text read aloud: a file of the media store; null without one
 * @param matches number of the version that this says the same as, of the item that this is an edition of; null for an item
 *     that is no edition
 * @param checkedBy who read an edition against it, and when, in words for the public; null for nobody yet
 * @param owner who answers for it; null if nobody was named
 * @param reviewOn when it is to be looked at again; null if no day was named
 * @param careReason why it may speak of the care of those who read it, in words for the public; null if it does not, or nobody said
 * @param careFound the sentences that this reason was given for; null for none, or where nobody looked yet
 * @param whatChanged in words for the public, and why; empty in a draft where nobody has said so yet
 */
@Embeddable
record Content(
        String title,
        String summary,
        String body,
        @Embedded @Nullable Film film,
        @Nullable UUID audio,
        @Nullable Integer matches,
        @Column(name = "checked_by") @Nullable String checkedBy,
        @Nullable String owner,
        @Column(name = "review_on") @Nullable LocalDate reviewOn,
        @Column(name = "care_reason") @Nullable String careReason,
        @Column(name = "care_found") @Nullable List<String> careFound,
        @Column(name = "what_changed") String whatChanged) {

    /** Words alone. */
    static Content text(String title, String summary, String body, String whatChanged) {
        return new Content(title, summary, body, null, null, null, null, null, null, null, null, whatChanged);
    }

    /** The film, or one without any part. */
    public Film filmOrNone() {
        return Objects.requireNonNullElse(film, Film.NONE);
    }

    public boolean hasFilm() {
        return film != null && film.hasFiles();
    }

    /** The same words with other files. */
    Content with(@Nullable Film other, @Nullable UUID recording) {
        return new Content(
                title,
                summary,
                body,
                other,
                recording,
                matches,
                checkedBy,
                owner,
                reviewOn,
                careReason,
                careReason == null ? null : Objects.requireNonNullElse(careFound, List.of()),
                whatChanged);
    }

    /** How many of them there are besides the film itself and the words. */
    long otherForms() {
        var forms = filmOrNone();
        return Stream.of(forms.described(), forms.waitingRoom(), forms.signed(), audio)
                .filter(Objects::nonNull)
                .count();
    }

    /** The files it names. */
    Stream<UUID> files() {
        return Stream.concat(filmOrNone().files(), Stream.ofNullable(audio));
    }

    /** As it is stored for good: no leftovers of a film that was taken away. */
    Content settled() {
        return hasFilm() ? this : with(null, audio);
    }

    /** The same, with a reason that was given for these sentences and no others. */
    Content excusing(List<String> sentences) {
        return new Content(
                title,
                summary,
                body,
                film,
                audio,
                matches,
                checkedBy,
                owner,
                reviewOn,
                careReason,
                sentences,
                whatChanged);
    }
}
