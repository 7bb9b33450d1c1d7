package datachoice.publication.typing;

import datachoice.core.Ids;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what is typed on the editing page. Each account sees its own words only, and of others that they are there. */
@Service
@Transactional
@PreAuthorize("hasRole('CONTENT_EDITOR')")
public class Typings {
    /** As long as a session lasts: who has not been heard of since then has gone. */
    private static final Duration THERE = Duration.ofMinutes(15);

    private static final Duration AT_MOST_EACH = Duration.ofSeconds(2);
    private static final int MOST_PAGES = 10;
    /** Characters of all fields together: as much as the page itself takes, and a little more while somebody shortens it. */
    private static final int LONGEST = 150_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Typings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Something of one's own that was typed and not saved. */
    public record Kept(UUID page, Instant keptAt) {
        /** Such as "10:42 on 12 March 2026". */
        public String at() {
            return UkTime.moment(keptAt);
        }
    }

    /** Somebody else who has the page open. */
    public record Other(UUID account, Instant openedAt) {
        /** Such as "10:42". */
        public String since() {
            return UkTime.time(openedAt);
        }
    }

    /** What becomes of a page that sends what was typed. */
    public enum Keeping {
        KEPT,
        /** It did so a moment ago. */
        TOO_SOON,
        TOO_LONG,
        /** It was saved, thrown away, or never opened. */
        GONE
    }

    /**
     * @param page null for a page without a number
     * @param last the page is being left: it cannot send this again a moment later
     */
    public Keeping keep(String slug, @Nullable UUID page, Map<String, String> fields, boolean last, SignedInUser user) {
        if (fields.values().stream().mapToLong(String::length).sum() > LONGEST) {
            return Keeping.TOO_LONG;
        }
        if (page == null) {
            return Keeping.GONE;
        }
        var now = clock.instant();
        int kept = jdbc.sql("""
                        insert into publication.typing as t (page, item, account, fields, opened_at, kept_at, seen_at)
                        select :page, slug, :account, jsonb_object(:names, :values), :now, :now, :now
                        from publication.item where slug = :item
                        on conflict (page) do update set seen_at = excluded.seen_at,
                            fields = case when excluded.fields = '{}' then t.fields else excluded.fields end,
                            kept_at = case when excluded.fields = '{}' then t.kept_at else excluded.kept_at end
                        where t.item = excluded.item and t.account = excluded.account and not t.closed
                            and (t.fields = '{}' or t.kept_at <= :before)
                        """)
                .param("names", fields.keySet().toArray(String[]::new))
                .param("values", fields.values().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", (last ? now : now.minus(AT_MOST_EACH)).atOffset(ZoneOffset.UTC))
                .param("page", page)
                .param("item", slug)
                .param("account", user.login())
                .update();
        if (kept == 1) {
            jdbc.sql("""
                            delete from publication.typing where page in (select page from publication.typing
                                where item = ? and account = ? order by fields <> '{}' desc, seen_at desc, page desc offset ?)
                            """).params(slug, user.login(), MOST_PAGES).update();
            return Keeping.KEPT;
        }
        return find(slug, page, user).isPresent() ? Keeping.TOO_SOON : Keeping.GONE;
    }

    /** What was typed on that page, by the names of its fields; empty for a page that is gone, or somebody else's. */
    @Transactional(readOnly = true)
    public Optional<Map<String, String>> find(String slug, UUID page, SignedInUser user) {
        var fields = new HashMap<String, String>();
        boolean[] there = {false};
        jdbc.sql("""
                        select f.key, f.value from publication.typing t left join lateral jsonb_each_text(t.fields) f on true
                        where t.page = ? and t.item = ? and t.account = ? and not t.closed
                        """).params(page, slug, user.login()).query(row -> {
            there[0] = true;
            if (row.getString("key") != null) {
                fields.put(row.getString("key"), row.getString("value"));
            }
        });
        return there[0] ? Optional.of(fields) : Optional.empty();
    }

    /** One's own that was typed and not saved, the newest first. */
    @Transactional(readOnly = true)
    public List<Kept> unsaved(String slug, SignedInUser user) {
        return jdbc.sql("""
                        select page, kept_at from publication.typing
                        where item = ? and account = ? and fields <> '{}' order by kept_at desc, page
                        """)
                .params(slug, user.login())
                .query((row, i) -> new Kept(
                        row.getObject("page", UUID.class),
                        row.getTimestamp("kept_at").toInstant()))
                .list();
    }

    /** Everybody else who has it open, each once, who came first first. */
    @Transactional(readOnly = true)
    public List<Other> others(String slug, SignedInUser user) {
        return jdbc.sql("""
                        select account, min(opened_at) as opened_at from publication.typing
                        where item = ? and account <> ? and seen_at > ? and not closed group by account order by 2, 1
                        """)
                .params(slug, user.login(), clock.instant().minus(THERE).atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Other(
                        row.getObject("account", UUID.class),
                        row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    /** Accounts of everybody else who typed something there and did not save it. */
    @Transactional(readOnly = true)
    public List<Other> writers(String slug, SignedInUser user) {
        return jdbc.sql("""
                        select account, min(opened_at) as opened_at from publication.typing
                        where item = ? and account <> ? and fields <> '{}' group by account order by 2, 1
                        """)
                .params(slug, user.login())
                .query((row, i) -> new Other(
                        row.getObject("account", UUID.class),
                        row.getTimestamp("opened_at").toInstant()))
                .list();
    }

    /** The item is no more: of its pages only those stay on which somebody else typed something. */
    public void ended(String slug, SignedInUser user) {
        jdbc.sql("delete from publication.typing where item = ? and (account = ? or fields = '{}')")
                .params(slug, user.login())
                .update();
    }

    /** It was saved; pages on which that account typed nothing are of no use any more either. */
    public void saved(String slug, UUID page, SignedInUser user) {
        jdbc.sql("delete from publication.typing where item = ? and account = ? and fields = '{}' and not closed")
                .params(slug, user.login())
                .update();
        forget(slug, page, user);
    }

    /** It was saved, or is not wanted: what was on its way meanwhile is not taken any more. */
    public void forget(String slug, @Nullable UUID page, SignedInUser user) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into publication.typing as t (page, item, account, fields, opened_at, kept_at, seen_at, closed)
                        select ?, slug, ?, '{}', ?, ?, ?, true from publication.item where slug = ? and ?::uuid is not null
                        on conflict (page) do update set fields = '{}', closed = true
                        where t.item = excluded.item and t.account = excluded.account
                        """)
                .params(Objects.requireNonNullElseGet(page, Ids::next), user.login(), now, now, now, slug, page)
                .update();
    }
}
