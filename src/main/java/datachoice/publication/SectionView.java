package datachoice.publication;

import datachoice.publication.text.Addressed;
import datachoice.publication.text.Article;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heading and what stands below it.
 *
 * @param id the part of the page's address after {@code #}; empty for words before the first heading
 * @param heading plain text; empty for words before the first heading
 * @param html cleaned; the fragment {@code publication/article :: section} prints it
 * @param points the items of its lists as plain text
 * @param table the rows of its first table as plain text, the first of them naming the columns; empty without one
 * @param questions only in the part where readers may check themselves
 * @param fact the first paragraph as plain text with its places {@code {your}} and {@code {you}}; null where the
 *     section starts with something else
 */
public record SectionView(
        String id,
        String heading,
        String html,
        List<String> points,
        List<List<String>> table,
        List<Article.Question> questions,
        @Nullable String fact) {

    /**
     * The first paragraph, about someone.
     *
     * @param your such as "your" or "Maya's"
     * @param you such as "you" or "Maya"
     * @throws IllegalStateException if the section has no such paragraph; publishing refuses the explanation without it
     */
    public String fact(String your, String you) {
        return Addressed.to(stated(), your, you);
    }

    /**
     * The first paragraph, about its reader.
     *
     * @param language of the section, by BCP 47
     * @throws IllegalStateException as the other
     */
    public String fact(String language) {
        return Addressed.toReader(stated(), language);
    }

    private String stated() {
        if (fact == null) {
            throw new IllegalStateException("Section " + id + " does not start with a paragraph");
        }
        return fact;
    }
}
