package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Compares what is stored with what people were told: nothing lost, nothing doubled, nothing half there. */
final class Books {
    private static final List<String> LEDGERS = List.of("NATIONAL_DATA_OPT_OUT", "TYPE_1");

    private final DataSource superuser;
    private final JdbcTemplate jdbc;

    Books(DataSource superuser) {
        this.superuser = superuser;
        this.jdbc = new JdbcTemplate(superuser);
    }

    /** True if an answer with this key became a choice. */
    boolean holds(UUID key) {
        return count("select count(*) from choice.choice_event where idempotency_key = ?", key) > 0;
    }

    /** For people who have no open question and are known by post and e-mail. */
    void balanceFor(List<SavingPatient> patients) {
        try (var connection = superuser.getConnection()) {
            var books = new Books(new SingleConnectionDataSource(connection, true));
            patients.forEach(books::balance);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void balanceFor(SavingPatient patient) {
        balanceFor(List.of(patient));
    }

    private void balance(SavingPatient patient) {
        var person = patient.person().value();
        var receipts = patient.receipts();
        int n = receipts.size();
        var told = new ArrayList<String>();
        for (var ledger : LEDGERS) {
            IntStream.rangeClosed(1, n).forEach(i -> told.add(ledger + " " + i + " " + receipts.get(i - 1)));
        }
        assertThat(texts(
                        "select type || ' ' || n || ' ' || receipt from choice.choice_event where subject = ? order by type, n",
                        person))
                .as("every receipt once, in its order")
                .containsExactlyElementsOf(told);
        var newest = n == 0
                ? List.<String>of()
                : LEDGERS.stream()
                        .map(ledger -> ledger + " " + n + " " + receipts.get(n - 1))
                        .toList();
        assertThat(texts(
                        "select type || ' ' || n || ' ' || receipt from choice.choice_current where subject = ? order by type",
                        person))
                .as("current")
                .containsExactlyElementsOf(newest);
        assertThat(texts("""
                        select l.type || ' ' || l.n || ' ' || c.receipt
                        from choice.practice_listing l join choice.choice_current c using (subject, type, n, decision)
                        where l.subject = ? order by l.type
                        """, person)).as("practice list").containsExactlyElementsOf(newest);
        assertThat(count(
                        "select count(*) from audit.entry_subject s join audit.entry e on e.id = s.entry and e.action = 'CHOICE_RECORDED' where s.subject = ?",
                        person))
                .as("audit")
                .isEqualTo(n);
        assertThat(texts(
                        "select channel || ' ' || count(*) from letter.message where person = ? and kind = 'CHOICE_SAVED' group by channel order by channel",
                        person))
                .as("confirmations")
                .containsExactlyElementsOf(n == 0 ? List.of() : List.of("EMAIL " + n, "POST " + n));
    }

    /** What should be sent by now, and is not. Letters wait for the end of the day. */
    int unsent() {
        return count(
                "select count(*) from letter.message where sent_at is null and withdrawn_at is null and (attempts > 0 or due_at <= clock_timestamp())");
    }

    /** What was on its way at a crash is tried again after half a minute; nobody has to sit through it here. */
    void tryAgainNow() {
        jdbc.update(
                "update letter.message set due_at = clock_timestamp() where attempts > 0 and sent_at is null and due_at > clock_timestamp() + interval '5 seconds'");
    }

    private int count(String query, Object... arguments) {
        var rows = jdbc.queryForObject(query, Integer.class, arguments);
        return rows == null ? 0 : rows;
    }

    private List<String> texts(String query, Object... arguments) {
        return jdbc.queryForList(query, String.class, arguments);
    }
}
