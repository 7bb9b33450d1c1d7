package datachoice.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Corrections as everybody reads them. */
@Component
class PublishedCorrections {
    private static final String SELECT = """
            select c.n, c.item, v.title, c.first_n, c.last_n, c.wrong_words, c.right_words, c.told, c.alone, c.published_at,
                first.live_from as wrong_from, coalesce(least(w.withdrawn_at, next.live_from), c.published_at) as wrong_until,
                k.choices, k.counted_at
            from publication.correction c
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

    /** Newest first. */
    List<CorrectionView> of(String slug) {
        return jdbc.sql(SELECT + "where c.item = ? order by c.n desc")
                .param(slug)
                .query(this::view)
                .list();
    }

    private CorrectionView view(ResultSet row, int i) throws SQLException {
        var counted = row.getTimestamp("counted_at");
        return new CorrectionView(
                row.getInt("n"),
                row.getString("item"),
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
