package datachoice.publication;

import datachoice.publication.checks.Checks;
import datachoice.publication.text.ArticleReader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sentences about the reader's own care that came with the software, item by item: whoever edits such a text need give no reason
 * for what it said from the first. Somewhere else the same words would be a claim like any other.
 */
@Component
class KnownSentences {
    private final FirstContent first;
    private final ArticleReader reader;
    private final JdbcClient jdbc;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    KnownSentences(FirstContent first, ArticleReader reader, JdbcClient jdbc) {
        this.first = first;
        this.reader = reader;
        this.jdbc = jdbc;
    }

    /**
     * Of what came with this release, and of version 1 where an older release published that.
     *
     * @param language of its words, by BCP 47
     */
    Set<String> of(String slug, String language) {
        var ours = known.get(slug);
        if (ours != null) {
            return ours;
        }
        var found = Stream.concat(now(slug), before(slug))
                .flatMap(text -> Checks.claims(language, Stream.of(text)).stream())
                .collect(Collectors.toUnmodifiableSet());
        if (!found.isEmpty()) { // only a text of ours has any, and there are few of those
            known.put(slug, found);
        }
        return found;
    }

    private Stream<String> now(String slug) {
        return first.items().stream()
                .filter(item -> item.slug().equals(slug))
                .flatMap(item -> Stream.of(
                        item.title(), item.summary(), reader.read(item.body()).words()));
    }

    private Stream<String> before(String slug) {
        return jdbc
                .sql("""
                        select title, summary, body, coalesce(transcript, '') as transcript, coalesce(poster_alt, '') as poster_alt
                        from publication.version where item = ? and approved_by is null
                        """)
                .param(slug)
                .query((row, i) -> Stream.of(
                        row.getString("title"),
                        row.getString("summary"),
                        reader.read(row.getString("body")).words(),
                        reader.read(row.getString("transcript")).words(),
                        row.getString("poster_alt")))
                .list()
                .stream()
                .flatMap(parts -> parts);
    }
}
