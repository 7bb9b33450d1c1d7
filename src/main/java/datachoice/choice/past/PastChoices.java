package datachoice.choice.past;

import datachoice.audit.PastActs;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.Payload;
import datachoice.choice.ledger.PracticeListing;
import datachoice.choice.ledger.References;
import datachoice.choice.ledger.Submission;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.publication.PublishedContent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final PersonLookup people;
    private final PublishedContent published;
    private final PracticeListing listing;
    private final PastActs acts;
    private final PortalSettings settings;
    private final JdbcTemplate jdbc;

    PastChoices(
            PersonLookup people,
            PublishedContent published,
            PracticeListing listing,
            PastActs acts,
            PortalSettings settings,
            JdbcTemplate jdbc) {
        this.people = people;
        this.published = published;
        this.listing = listing;
        this.acts = acts;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    private record Row(
            PastChoice past,
            OptOutType type,
            int n,
            @Nullable OdsCode practice,
            String receipt,
            UUID key,
            byte[] payloadHash) {
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
        var explanation = published.explanation();
        var shown = new Submission.ShownVersion(explanation.slug(), explanation.n(), "en");
        var rows = rows(choices, known, shown);
        jdbc.batchUpdate("""
                insert into choice.choice_event (subject, type, n, kind, decision, speaker, speaker_person, relation, proxy_role,
                    entered_role, channel, proofing_level, content_item, content_version, language, practice, decided_on,
                    recorded_at, receipt, idempotency_key, payload_hash)
                values (?, ?, ?, 'RECORDED', ?, ?, ?, ?, ?, 'JOB:demo', ?, 'P5', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, 500, (statement, row) -> fill(statement, row, shown));
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
        acts.append(rows.stream().filter(Row::applied).map(PastChoices::entered).toList());
        known.values().forEach(listing::refresh);
    }

    /** Who entered it is listed like today's entries. */
    private static PastActs.PastAct entered(Row row) {
        var past = row.past();
        return new PastActs.PastAct(
                "CHOICE_APPLIED",
                past.subject(),
                Objects.requireNonNull(past.appliedAt()),
                Objects.requireNonNull(past.appliedBy()),
                Role.PRACTICE_STAFF,
                Objects.requireNonNull(row.practice()));
    }

    private static List<Row> rows(
            List<PastChoice> choices, Map<PersonId, PersonView> known, Submission.ShownVersion shown) {
        var rows = new ArrayList<Row>();
        var counts = new HashMap<PersonId, Integer>();
        for (var past : choices) {
            var practice = known.get(past.subject()).practice().orElse(null);
            var receipt = References.next();
            var key = Ids.next();
            int n = counts.merge(past.subject(), 1, Integer::sum);
            var hash = saying(past, practice, n - 1, shown).hash();
            if (practice != null) {
                rows.add(new Row(past, OptOutType.TYPE_1, n, practice, receipt, key, hash));
            }
            rows.add(new Row(past, OptOutType.NATIONAL_DATA_OPT_OUT, n, null, receipt, key, hash));
        }
        return rows;
    }

    /** What the check page would have shown. */
    private static Payload saying(
            PastChoice past, @Nullable OdsCode practice, int seen, Submission.ShownVersion shown) {
        return new Payload(
                past.subject(),
                practice,
                practice == null ? null : past.decision(),
                past.decision(),
                practice == null ? 0 : seen,
                seen,
                shown);
    }

    private static void fill(PreparedStatement statement, Row row, Submission.ShownVersion shown) throws SQLException {
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
        statement.setString(10, shown.item());
        statement.setInt(11, shown.n());
        statement.setString(12, shown.language());
        statement.setString(13, row.practice() == null ? null : row.practice().value());
        statement.setObject(14, UkTime.dateOf(past.at()));
        statement.setTimestamp(15, timestamp(past.at()));
        statement.setString(16, row.receipt());
        statement.setObject(17, row.key());
        statement.setBytes(18, row.payloadHash());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
