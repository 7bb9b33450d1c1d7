package datachoice.publication.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * A text that was read and cleaned.
 *
 * @param sections in reading order; words before the first heading are a section without heading
 * @param removed what was typed and is not shown, at most {@value ArticleReader#MOST_REMOVED} of it
 */
public record Article(List<Section> sections, List<Removed> removed) {
    private static final Pattern END_OF_LINE = Pattern.compile("</(?:p|li|tr|h[1-6]|summary|blockquote)>|<br ?/?>");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("<img [^>]*>");
    private static final Pattern DRAWING = Pattern.compile(" src=\"[^\"]*/([a-z0-9-]+?)(?:-[0-9a-f]{32})?\\.svg");
    private static final Pattern ALT = Pattern.compile(" alt=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    /** What readers see, without its look: a line for each heading, paragraph, point and row. Plain text, not safe HTML. */
    public String words() {
        return sections.stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.heading() + "\n" + words(section.html())),
                        section.questions().stream().map(asked -> asked.heading() + "\n" + words(asked.html()))))
                .collect(Collectors.joining("\n"));
    }

    /** As {@link #words()}, also with where each link leads, and which drawing says what: of those, too, readers see that they changed. */
    public String wordsAndLinks() {
        return new Article(
                        sections.stream()
                                .map(section -> new Section(
                                        section.id(),
                                        section.heading(),
                                        spelled(section.html()),
                                        section.points(),
                                        section.table(),
                                        section.questions().stream()
                                                .map(asked -> new Question(asked.heading(), spelled(asked.html())))
                                                .toList(),
                                        section.fact()))
                                .toList(),
                        removed)
                .words();
    }

    private static String spelled(String html) {
        var links = LINK.matcher(html).replaceAll("$2 ($1)");
        return PICTURE.matcher(links).replaceAll(picture -> {
            var drawing = DRAWING.matcher(picture.group());
            var alt = ALT.matcher(picture.group());
            return Matcher.quoteReplacement(
                    "[%s: %s]".formatted(drawing.find() ? drawing.group(1) : "", alt.find() ? alt.group(1) : ""));
        });
    }

    private static String words(String html) {
        var lines = END_OF_LINE.matcher(html.replace("\n", " ")).replaceAll("\n");
        return HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(" ")).replaceAll(" +", " ");
    }

    /**
     * A heading and what stands below it.
     *
     * @param id the part of an address after its {@code #}; empty for words before the first heading
     * @param heading plain text; empty for words before the first heading
     * @param html safe to print as it is
     * @param points the items of its lists as plain text, without lists inside them
     * @param table the rows of its first table as plain text, the first of them naming the columns; empty without one
     * @param questions in a section with the id {@value Section#QUESTIONS}: its lower headings, each with its answer, which are then
     *     not in {@code html}; empty in every other section
     * @param fact the first paragraph as plain text, with {@code {your}} and {@code {you}} as they were typed; empty
     *     where the section does not start with one
     */
    public record Section(
            String id,
            String heading,
            String html,
            List<String> points,
            List<List<String>> table,
            List<Question> questions,
            String fact) {
        public static final String QUESTIONS = "check-yourself";
    }

    /**
     * A question that the reader may answer before looking.
     *
     * @param heading plain text
     * @param html safe to print as it is
     */
    public record Question(String heading, String html) {}

    /**
     * Something that is not shown.
     *
     * @param what as typed, cut to 200 characters
     */
    public record Removed(Kind kind, String what) {
        public enum Kind {
            HTML,
            LINK,
            PICTURE,
            OTHER
        }
    }
}
