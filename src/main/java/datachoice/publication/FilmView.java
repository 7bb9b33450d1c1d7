package datachoice.publication;

import datachoice.publication.text.ArticleReader;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A film that belongs to a version. Each address is empty where there is no such file.
 *
 * @param language of the captions, the transcript and the words for the still picture, by BCP 47
 * @param posterAlt what the still picture shows
 * @param transcriptHtml cleaned
 * @param describedUrl with a voice that also says what is seen; {@code describedCaptionsUrl} are the captions of that voice
 * @param waitingRoomUrl without sound, all words in the picture
 * @param signedUrl in British Sign Language
 */
public record FilmView(
        String language,
        String videoUrl,
        String posterUrl,
        String posterAlt,
        String captionsUrl,
        String transcriptHtml,
        String describedUrl,
        String describedCaptionsUrl,
        String waitingRoomUrl,
        String signedUrl) {

    /**
     * @param language of what is read of it
     * @param below where its files are served: an address that ends in a slash
     */
    static FilmView of(Film film, String language, String below, ArticleReader reader) {
        return new FilmView(
                language,
                address(below, film.video()),
                address(below, film.poster()),
                Objects.requireNonNullElse(film.posterAlt(), ""),
                address(below, film.captions()),
                film.transcript() == null ? "" : PublishedContent.html(reader, film.transcript()),
                address(below, film.described()),
                address(below, film.describedCaptions()),
                address(below, film.waitingRoom()),
                address(below, film.signed()));
    }

    private static String address(String below, @Nullable UUID file) {
        return file == null ? "" : below + file;
    }
}
