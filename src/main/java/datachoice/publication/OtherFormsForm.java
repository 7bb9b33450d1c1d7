package datachoice.publication;

import datachoice.core.TypedNumbers;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * The page of the files beside the film and the text. A browser may leave anything out.
 *
 * @param revision of the draft when the page was shown
 * @param described id of a file that was uploaded before; so are the next four
 * @param describedFile what is uploaded now; so are the other four
 * @param without names of those that are to be taken out
 */
record OtherFormsForm(
        @Nullable String revision,
        @Nullable String described,
        @Nullable String describedCaptions,
        @Nullable String waitingRoom,
        @Nullable String signed,
        @Nullable String audio,
        @Nullable MultipartFile describedFile,
        @Nullable MultipartFile describedCaptionsFile,
        @Nullable MultipartFile waitingRoomFile,
        @Nullable MultipartFile signedFile,
        @Nullable MultipartFile audioFile,
        String @Nullable [] without) {
    static OtherFormsForm of(int revision, Content content) {
        var film = content.filmOrNone();
        return new OtherFormsForm(
                Integer.toString(revision),
                text(film.described()),
                text(film.describedCaptions()),
                text(film.waitingRoom()),
                text(film.signed()),
                text(content.audio()),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** With the numbers of what was kept instead of what was sent. */
    OtherFormsForm with(Content kept) {
        return of(seen(), kept);
    }

    /** -1 for anything that is no number, which no draft has. */
    int seen() {
        return TypedNumbers.read(revision).orElse(-1);
    }

    boolean takesOut(String name) {
        return without != null && Arrays.asList(without).contains(name);
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}
