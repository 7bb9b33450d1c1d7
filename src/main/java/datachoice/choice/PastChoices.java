package datachoice.choice;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.ProxyRole;
import datachoice.publication.PublishedContent;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the demo's ledger with choices that its invented people made earlier, in bulk and at the times given. A portal
 * in production has no past to invent: there it refuses.
 */
@Service
@PreAuthorize("hasRole('JOB')")
public class PastChoices {
    /**
     * One answer of the past, the same for both ledgers.
     *
     * @param proxy the right by which someone else chose; null if the person chose
     * @param appliedAt when the practice entered it; null if it has not
     * @param appliedBy the account that entered it; null exactly when {@code appliedAt} is
     */
    public record PastChoice(
            PersonId subject,
            ChoiceDecision decision,
            Instant at,
            ChoiceChannel channel,
            @Nullable PastProxy proxy,
            @Nullable Instant appliedAt,
            @Nullable UUID appliedBy) {}

    public record PastProxy(PersonId person, UUID relation, ProxyRole role) {}

    private final PersonLookup people;
    private final PublishedContent published;
    private final PracticeListing listing;
    private final PortalSettings settings;
    private final JdbcTemplate jdbc;

    PastChoices(
            PersonLookup people,
            PublishedContent published,
            PracticeListing listing,
            PortalSettings settings,
            JdbcTemplate jdbc) {
        this.people = people;
        this.published = published;
        this.listing = listing;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    private record Row(
            PastChoice past,
            OptOutType type,
            int n,
            @Nullable OdsCode practice,
            String receipt,
            UUID key) {
        /** The national answer binds no practice, so there is nothing a practice could enter. */
        boolean applied() {
            return type == OptOutType.TYPE_1 && past.appliedAt() != null && past.appliedBy() != null;
        }
    }

    /**
     * Appends them all or none, several of one person in the order given. Nobody is told by letter.
     *
     * @throws IllegalStateException outside demo mode
     */
    @Transactional
    public void append(List<PastChoice> choices) {
        if (!settings.demo()) {
            throw new IllegalStateException("Choices of the past exist in the demo only");
        }
        var known =
                people.find(choices.stream().map(PastChoice::subject).distinct().toList());
        var rows = rows(choices, known);
        var explanation = published.explanation();
        jdbc.batchUpdate("""
                insert into choice.choice_event (subject, type, n, kind, decision, speaker, speaker_person, relation, proxy_role,
                    entered_role, channel, proofing_level, content_item, content_version, language, practice, decided_on,
                    recorded_at, receipt, idempotency_key, payload_hash)
                values (?, ?, ?, 'RECORDED', ?, ?, ?, ?, ?, 'JOB:demo', ?, 'P5', ?, ?, 'en', ?, ?, ?, ?, ?, ?)
                """, rows, 500, (statement, row) -> fill(statement, row, explanation.slug(), explanation.n()));
        jdbc.batchUpdate("""
                insert into choice.choice_current (subject, type, n, decision, decided_on, recorded_at, practice, receipt)
                select subject, type, n, decision, decided_on, recorded_at, practice, receipt
                from choice.choice_event where subject = ? and type = ? and n = ?
                on conflict (subject, type) do update set n = excluded.n, decision = excluded.decision,
                    decided_on = excluded.decided_on, recorded_at = excluded.recorded_at, practice = excluded.practice,
                    receipt = excluded.receipt
                """, rows, 500, (statement, row) -> {
            statement.setObject(1, row.past().subject().value());
            statement.setString(2, row.type().name());
            statement.setInt(3, row.n());
        });
        jdbc.batchUpdate("""
                insert into choice.delivery_step (subject, type, n, k, step, practice, at, entered_by)
                values (?, 'TYPE_1', ?, 1, 'APPLIED', ?, ?, ?)
                """, rows.stream().filter(Row::applied).toList(), 500, (statement, row) -> {
            statement.setObject(1, row.past().subject().value());
            statement.setInt(2, row.n());
            statement.setString(3, String.valueOf(row.practice()));
            statement.setTimestamp(4, timestamp(row.past().appliedAt()));
            statement.setObject(5, row.past().appliedBy());
        });
        known.values().forEach(listing::refresh);
    }

    private static List<Row> rows(List<PastChoice> choices, Map<PersonId, PersonView> known) {
        var rows = new ArrayList<Row>();
        var counts = new HashMap<PersonId, Integer>();
        for (var past : choices) {
            var practice = known.get(past.subject()).practice().orElse(null);
            var receipt = References.next();
            var key = Ids.next();
            int n = counts.merge(past.subject(), 1, Integer::sum);
            if (practice != null) {
                rows.add(new Row(past, OptOutType.TYPE_1, n, practice, receipt, key));
            }
            rows.add(new Row(past, OptOutType.NATIONAL_DATA_OPT_OUT, n, null, receipt, key));
        }
        return rows;
    }

    private static void fill(PreparedStatement statement, Row row, String item, int version) throws SQLException {
        var past = row.past();
        var proxy = past.proxy();
        statement.setObject(1, past.subject().value());
        statement.setString(2, row.type().name());
        statement.setInt(3, row.n());
        statement.setString(4, past.decision().name());
        statement.setString(5, proxy == null ? "PATIENT" : "PROXY");
        statement.setObject(
                6, proxy == null ? past.subject().value() : proxy.person().value());
        statement.setObject(7, proxy == null ? null : proxy.relation(), Types.OTHER);
        statement.setString(8, proxy == null ? null : proxy.role().name());
        statement.setString(9, past.channel().name());
        statement.setString(10, item);
        statement.setInt(11, version);
        statement.setString(12, row.practice() == null ? null : row.practice().value());
        statement.setObject(13, UkTime.dateOf(past.at()));
        statement.setTimestamp(14, timestamp(past.at()));
        statement.setString(15, row.receipt());
        statement.setObject(16, row.key());
        statement.setBytes(17, (past.subject() + " " + past.decision()).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
