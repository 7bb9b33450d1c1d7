package datachoice.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The film of a draft or a version, in the forms in which it can be watched. Each file is one of the media store; null
 * where there is none.
 *
 * @param posterAlt what the still picture shows
 * @param transcript Markdown
 * @param described the film with a voice that also says what is seen, and {@code describedCaptions} for that voice
 * @param waitingRoom without sound, all words in the picture
 * @param allSpoken who said, and when, that it says in words whatever it shows; null for nobody
 * @param signed in British Sign Language
 */
@Embeddable
record Film(
        @Nullable UUID video,
        @Nullable UUID poster,
        @Column(name = "poster_alt") @Nullable String posterAlt,
        @Nullable UUID captions,
        @Nullable String transcript,
        @Nullable UUID described,
        @Column(name = "described_captions") @Nullable UUID describedCaptions,
        @Column(name = "waiting_room") @Nullable UUID waitingRoom,
        @Nullable UUID signed,
        @Column(name = "all_spoken") @Nullable String allSpoken) {
    static final Film NONE = new Film(null, null, null, null, null, null, null, null, null, null);

    boolean hasFiles() {
        return files().findAny().isPresent();
    }

    Stream<UUID> files() {
        return Stream.of(video, poster, captions, described, describedCaptions, waitingRoom, signed)
                .filter(Objects::nonNull);
    }
}
