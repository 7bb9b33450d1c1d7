package datachoice.publication;

import datachoice.publication.Comparison.Difference;
import datachoice.publication.text.ArticleReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Everything that was ever live, also what was withdrawn, and what differs between two versions. */
@Service
class Archive {
    private static final int ON_A_PAGE = 25;

    private final ContentVersions versions;
    private final PublishedContent content;
    private final ArticleReader reader;
    private final JdbcClient jdbc;
    private final Recent<Pair, List<Difference>> ready = new Recent<>(100);

    Archive(ContentVersions versions, PublishedContent content, ArticleReader reader, JdbcClient jdbc) {
        this.versions = versions;
        this.content = content;
        this.reader = reader;
        this.jdbc = jdbc;
    }

    private record Pair(String slug, int from, int to) {}

    /**
     * An item that was live once.
     *
     * @param language of its words, by BCP 47
     * @param versions newest first; never empty
     */
    record ArchivedItem(String slug, ItemKind kind, String language, List<VersionNote> versions) {
        public String title() {
            return versions.get(0).title();
        }
    }

    int pages() {
        int items = jdbc.sql("select count(*) from publication.version where n = 1")
                .query(Integer.class)
                .single();
        return Math.max(1, (items + ON_A_PAGE - 1) / ON_A_PAGE);
    }

    /** Leaflets first, then news, pages and forms, each the newest first. */
    List<ArchivedItem> page(int page) {
        var items = jdbc.sql("""
                        select i.slug, i.kind, i.language
                        from publication.item i join publication.version first on first.item = i.slug and first.n = 1
                        order by array_position(array['LEAFLET', 'NEWS', 'PAGE', 'FORM'], i.kind), i.edition_of is not null,
                            first.live_from desc, i.slug
                        limit ? offset ?
                        """)
                .params(ON_A_PAGE, (page - 1) * ON_A_PAGE)
                .query((row, i) -> new ArchivedItem(
                        row.getString("slug"),
                        ItemKind.valueOf(row.getString("kind")),
                        row.getString("language"),
                        List.of()))
                .list();
        var notes = content.versions(items.stream().map(ArchivedItem::slug).toList());
        return items.stream()
                .map(item -> new ArchivedItem(
                        item.slug(), item.kind(), item.language(), notes.getOrDefault(item.slug(), List.of())))
                .filter(item -> !item.versions().isEmpty())
                .toList();
    }

    /** From one version to another; empty if there is not both of them. Versions never change, so it is worked out once. */
    Optional<List<Difference>> changes(String slug, int from, int to) {
        return Optional.ofNullable(ready.get(new Pair(slug, from, to), this::compare));
    }

    private @Nullable List<Difference> compare(Pair pair) {
        var from = find(pair.slug(), pair.from());
        var to = find(pair.slug(), pair.to());
        return from.isPresent() && to.isPresent()
                ? Comparison.forReaders(from.get().content(), to.get().content(), reader)
                : null;
    }

    private Optional<ContentVersion> find(String slug, int n) {
        return versions.findById(new ContentVersion.Number(slug, n));
    }
}
