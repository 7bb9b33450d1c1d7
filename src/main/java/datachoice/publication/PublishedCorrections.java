package datachoice.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Corrections as everybody reads them. */
@Component
class PublishedCorrections {
    private static final String SELECT = """
            select c.n, c.item, i.edition_of, i.edition, i.language, v.title, c.first_n, c.last_n, c.wrong_words, c.right_words, c.told, c.alone, c.published_at,
                first.live_from as wrong_from, coalesce(least(w.withdrawn_at, next.live_from), c.published_at) as wrong_until,
                k.choices, k.counted_at
            from publication.correction c
            join publication.item i on i.slug = c.item
            join publication.version first on first.item = c.item and first.n = c.first_n
            join publication.version v on v.item = c.item and v.n = c.last_n
            left join publication.version next on next.item = c.item and next.n = c.last_n + 1
            left join publication.withdrawal w on w.item = c.item and w.n = c.last_n
            left join lateral (select choices, counted_at from publication.correction_count
                where correction = c.n order by counted_at desc limit 1) k on true
            """;

    private final JdbcClient jdbc;

    PublishedCorrections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<CorrectionView> all() {
        return jdbc.sql(SELECT + "order by c.n desc").query(this::view).list();
    }

    Optional<CorrectionView> find(int n) {
        return jdbc.sql(SELECT + "where c.n = ?").param(n).query(this::view).optional();
    }

    /** Of an item and, for an edition, of the text that it follows: newest first. */
    List<CorrectionView> of(ContentView item) {
        return jdbc.sql(SELECT + "where c.item = any(?) order by c.n desc")
                .param(Stream.of(
                                Optional.of(item.slug()),
                                Optional.ofNullable(item.editionOf()).map(EditionOf::slug))
                        .flatMap(Optional::stream)
                        .toArray(String[]::new))
                .query(this::view)
                .list();
    }

    /** Those of them that are about this very version, in its own words or in those that it follows. */
    List<CorrectionView> touching(ContentView item) {
        return of(item).stream().filter(correction -> correction.touches(item)).toList();
    }

    /** A version with the wrong words. */
    record Wrong(String slug, int n, String language) {}

    /** The versions that a correction is about: those it names, then those of other editions that say the same as one of them. */
    List<Wrong> versions(CorrectionView correction) {
        return jdbc.sql("""
                        select v.item, v.n, i.language
                        from publication.version v join publication.item i on i.slug = v.item
                        where v.item = :item and v.n between :first and :last
                            or i.edition_of = :item and v.matches between :first and :last
                        order by v.item <> :item, i.edition, v.item, v.n
                        """)
                .param("item", correction.slug())
                .param("first", correction.first())
                .param("last", correction.last())
                .query((row, i) -> new Wrong(row.getString("item"), row.getInt("n"), row.getString("language")))
                .list();
    }

    /** The same, as whoever keeps choices asks for them. */
    Set<ChoicesMade.Shown> shown(CorrectionView correction) {
        return versions(correction).stream()
                .map(version -> new ChoicesMade.Shown(version.slug(), version.n()))
                .collect(Collectors.toSet());
    }

    private CorrectionView view(ResultSet row, int i) throws SQLException {
        var counted = row.getTimestamp("counted_at");
        return new CorrectionView(
                row.getInt("n"),
                row.getString("item"),
                PublishedContent.isBesideTheQuestion(row.getString("item"), PublishedContent.editionOf(row)),
                row.getString("title"),
                row.getInt("first_n"),
                row.getInt("last_n"),
                row.getString("wrong_words"),
                row.getString("right_words"),
                row.getString("told"),
                row.getBoolean("alone"),
                row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("wrong_from").toInstant(),
                row.getTimestamp("wrong_until").toInstant(),
                row.getObject("choices", Long.class),
                counted == null ? null : counted.toInstant());
    }
}
