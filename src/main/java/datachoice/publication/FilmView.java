package datachoice.publication;

/**
 * A film that belongs to a version.
 *
 * @param videoUrl below {@code /media/}; so are the other two
 * @param posterAlt what the still picture shows
 * @param transcriptHtml cleaned
 */
public record FilmView(
        String videoUrl, String posterUrl, String posterAlt, String captionsUrl, String transcriptHtml) {}
