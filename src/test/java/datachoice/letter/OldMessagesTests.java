package datachoice.letter;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;

/** What the notice on privacy says: of what was sent, the words and where it went are kept for ninety days. */
@ApplicationModuleTest(mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES)
@Import(PostgresForTests.class)
@TestPropertySource(
        properties = {"datachoice.mode=demo", "datachoice.base-url=http://portal.example", "db-scheduler.enabled=false"
        })
class OldMessagesTests {
    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"sent_at", "failed_at", "withdrawn_at"})
    void areEmptiedAndStayAsWhatWasDone(String ended) {
        var old = written(91, ended);
        var newer = written(89, ended);
        var waiting = written(91, null);
        emptyAt(Duration.ZERO);
        assertThat(wordsOf(old)).containsExactly("", "", "", "");
        for (var kept : List.of(newer, waiting)) {
            assertThat(wordsOf(kept)).containsExactly("Ann Example", "1 High Street\nLeeds", "Your choice", "Dear Ann");
        }
        assertThat(jdbc.sql("select kind || channel || (person is not null)::text || (" + ended
                                + " is not null)::text from letter.message where id = ?")
                        .param(old)
                        .query(String.class)
                        .single())
                .as("that one was sent, of what kind, to whom, stays")
                .isEqualTo("CHOICE_SAVEDPOSTtruetrue");
        emptyAt(Duration.ofDays(2));
        assertThat(wordsOf(newer)).containsExactly("", "", "", "");
        assertThat(wordsOf(waiting)).doesNotContain("");
    }

    /** Sent late: ninety days from then. */
    @Test
    void areKeptForNinetyDaysAfterTheyLeft() {
        var late = written(200, null);
        jdbc.sql("update letter.message set sent_at = now() - interval '10 days' where id = ?")
                .param(late)
                .update();
        emptyAt(Duration.ZERO);
        assertThat(wordsOf(late)).doesNotContain("");
    }

    @Test
    void areEmptiedHoweverManyThereAre() {
        jdbc.sql("""
                        insert into letter.message (id, kind, channel, recipient, address, subject, body, created_at, sent_at)
                        select gen_random_uuid(), 'LETTER_CODE', 'POST', 'x', 'x', 'x', '', now() - interval '100 days',
                            now() - interval '100 days' from generate_series(1, 2500)
                        """).update();
        assertThat(OldMessages.empty(jdbc, Clock.systemUTC())).isGreaterThanOrEqualTo(2500);
        assertThat(OldMessages.empty(jdbc, Clock.systemUTC())).isZero();
    }

    private void emptyAt(Duration later) {
        OldMessages.empty(jdbc, Clock.offset(Clock.systemUTC(), later));
    }

    private UUID written(int daysAgo, String ended) {
        var id = UUID.randomUUID();
        var then = "now() - interval '" + daysAgo + " days'";
        jdbc.sql("insert into letter.message (id, kind, channel, person, recipient, address, subject, body, created_at"
                        + (ended == null ? "" : ", " + ended)
                        + ") values (?, 'CHOICE_SAVED', 'POST', gen_random_uuid(), 'Ann Example', E'1 High Street\\nLeeds',"
                        + " 'Your choice', 'Dear Ann', " + then
                        + (ended == null ? "" : ", " + then) + ")")
                .param(id)
                .update();
        return id;
    }

    private List<String> wordsOf(UUID id) {
        return jdbc.sql("select recipient, address, subject, body from letter.message where id = ?")
                .param(id)
                .query((row, i) -> List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
    }
}
