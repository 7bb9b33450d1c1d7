package datachoice.audit;

import datachoice.core.LongStatements;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the trail: a practice's lead what was done there, an auditor everything. Reading it leaves an entry, too, in the same
 * transaction. Pages go by where the last one ended, so that the thousandth costs what the first does.
 */
@Service
@Transactional
public class AuditSearch {
    /** Why reading an activity is more than looking: from then on nobody is told of these any more. */
    private static final String LOSSES_SHOWN = "TAKEN_OVER_SHOWN";

    private static final String UNREAD_LOSSES = """
            select id, at, action from audit.entry
            where practice = ? and action in ('REGISTRATION_MOVED_AWAY', 'CHOICE_LEFT_UNENTERED')
                and at > greatest(now() - interval '30 days', (select max(at) from audit.entry
                    where practice = ? and action = 'ACTIVITY_VIEWED' and reason = '""" + LOSSES_SHOWN + """
            ' and at > now() - interval '30 days'))
            """;

    static final int MOST_COUNTED = 1000;

    private final JdbcTemplate jdbc;
    private final LongStatements longStatements;
    private final ApplicationEventPublisher events;

    AuditSearch(DataSource dataSource, LongStatements longStatements, ApplicationEventPublisher events) {
        this.longStatements = longStatements;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(1000);
        this.events = events;
    }

    /** Some entries, the newest first, and whether older ones follow. */
    public record EntryPage(List<EntryView> entries, boolean more) {}

    /** @param before the entry with which the page before this one ended; null for the first page */
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    public EntryPage atPractice(OdsCode practice, AuditQuery query, @Nullable UUID before, int atMost) {
        var page = page(query.at(practice), before, atMost);
        boolean losses = newestUnreadLoss(practice)
                .filter(loss ->
                        page.entries().stream().anyMatch(entry -> entry.id().equals(loss)))
                .isPresent();
        events.publishEvent(new AuditRead(
                "ACTIVITY_VIEWED",
                List.of(),
                losses ? LOSSES_SHOWN : null,
                query.at(practice).written()));
        return page;
    }

    /** Until it is on a page that somebody reads, everybody there is told that there is something to read. */
    private Optional<UUID> newestUnreadLoss(OdsCode practice) {
        return jdbc
                .query(
                        "select id from (" + UNREAD_LOSSES + ") losses order by at desc, id desc limit 1",
                        (row, i) -> row.getObject(1, UUID.class),
                        practice.value(),
                        practice.value())
                .stream()
                .findFirst();
    }

    /**
     * Whom other practices have taken over since a lead of this one last read so, in the last 30 days at most. Counted no
     * further than {@link #MOST_COUNTED}, and one more for all the others: each look at a practice's list asks.
     *
     * @param people all of them
     * @param unentered those whose choice still had to be entered here
     */
    public record TakenOver(int people, int unentered) {}

    @PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
    public TakenOver takenOver(OdsCode practice) {
        var count = """
                (select count(distinct subject) from (select s.subject from losses join audit.entry_subject s on s.entry = losses.id
                    where losses.action = '%s' limit %d) counted)
                """;
        return jdbc.queryForObject(
                "with losses as materialized (" + UNREAD_LOSSES + ") select "
                        + count.formatted("REGISTRATION_MOVED_AWAY", MOST_COUNTED + 1) + ", "
                        + count.formatted("CHOICE_LEFT_UNENTERED", MOST_COUNTED + 1),
                (row, i) -> new TakenOver(row.getInt(1), row.getInt(2)),
                practice.value(),
                practice.value());
    }

    /** @param before as above */
    @PreAuthorize("hasRole('AUDITOR')")
    public EntryPage everywhere(AuditQuery query, @Nullable UUID before, int atMost) {
        var page = page(query, before, atMost);
        events.publishEvent(AuditRead.of("AUDIT_VIEWED", query));
        return page;
    }

    /**
     * Hands over each entry, the newest first.
     *
     * @return how many there were
     */
    @PreAuthorize("hasRole('AUDITOR')")
    public int each(AuditQuery query, int atMost, Consumer<EntryView> reader) {
        longStatements.allow(Duration.ofSeconds(60));
        var count = new int[1];
        var values = new ArrayList<Object>();
        jdbc.query(
                sql(query, null, atMost, values),
                row -> {
                    count[0]++;
                    reader.accept(entry(row));
                },
                values.toArray());
        events.publishEvent(AuditRead.of("AUDIT_EXPORTED", query));
        return count[0];
    }

    private EntryPage page(AuditQuery query, @Nullable UUID before, int atMost) {
        var values = new ArrayList<Object>();
        var found = jdbc.query(sql(query, before, atMost + 1, values), (row, i) -> entry(row), values.toArray());
        return found.size() <= atMost ? new EntryPage(found, false) : new EntryPage(found.subList(0, atMost), true);
    }

    private static String sql(AuditQuery query, @Nullable UUID before, int atMost, List<Object> values) {
        var where = new StringBuilder();
        and(
                where,
                values,
                "e.practice = ?",
                query.practice() == null ? null : query.practice().value());
        and(where, values, "e.actor_id = ?", query.actor());
        and(
                where,
                values,
                "e.id in (select entry from audit.entry_subject where subject = ?)",
                query.subject() == null ? null : query.subject().value());
        and(
                where,
                values,
                "e.action ~ ?",
                query.kind() == null ? null : query.kind().pattern());
        and(where, values, "e.action !~ ?", query.without());
        and(where, values, "e.at >= ?", timestamp(query.from()));
        and(where, values, "e.at < ?", timestamp(query.until()));
        and(where, values, "(e.at, e.id) < (select at, id from audit.entry where id = ?)", before);
        values.add(atMost);
        return """
                select e.*, s.people, s.person
                from (select * from audit.entry e %s order by e.at desc, e.id desc limit ?) e
                left join lateral (select count(*) as people, min(subject::text) as person
                    from audit.entry_subject where entry = e.id) s on true
                order by e.at desc, e.id desc
                """.formatted(where);
    }

    private static void and(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(where.isEmpty() ? "where " : " and ").append(condition);
            values.add(value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static EntryView entry(ResultSet row) throws SQLException {
        int people = row.getInt("people");
        return new EntryView(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("action"),
                row.getString("actor_role"),
                Optional.ofNullable(row.getObject("actor_id", UUID.class)),
                Optional.ofNullable(row.getString("practice")).map(OdsCode::new),
                people,
                people == 1 ? Optional.of(new PersonId(UUID.fromString(row.getString("person")))) : Optional.empty(),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("detail")));
    }

    /** Somebody read the trail. */
    private record AuditRead(
            String action,
            Collection<PersonId> subjects,
            @Nullable String reason,
            String detail) implements Audited {
        static AuditRead of(String action, AuditQuery query) {
            return new AuditRead(
                    action, query.subject() == null ? List.of() : List.of(query.subject()), null, query.written());
        }
    }
}
