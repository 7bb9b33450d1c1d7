package datachoice.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a draft or a version says and shows.
 *
 * @param body Markdown
 * @param video a file of the media store; null without one
 * @param transcript Markdown
 * @param whatChanged in words for the public, and why
 */
@Embeddable
record Content(
        String title,
        String summary,
        String body,
        @Nullable UUID video,
        @Nullable UUID poster,
        @Column(name = "poster_alt") @Nullable String posterAlt,
        @Nullable UUID captions,
        @Nullable String transcript,
        @Column(name = "what_changed") String whatChanged) {

    public boolean hasFilm() {
        return video != null || poster != null || captions != null;
    }

    /** A film needs its still picture, words for that picture, captions and a transcript. */
    boolean filmIsWhole() {
        return video != null
                && poster != null
                && captions != null
                && posterAlt != null
                && !posterAlt.isBlank()
                && transcript != null
                && !transcript.isBlank();
    }

    /** The files it names. */
    Stream<UUID> files() {
        return Stream.of(video, poster, captions).flatMap(Stream::ofNullable);
    }

    /** As it is stored for good: no leftovers of a film that was taken away. */
    Content settled() {
        return hasFilm() ? this : new Content(title, summary, body, null, null, null, null, null, whatChanged);
    }
}
