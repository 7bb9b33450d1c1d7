package datachoice.choice.past;

import static datachoice.TestPeople.ELM;
import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.asJob;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.audit.PastActs;
import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.Payload;
import datachoice.choice.ledger.PracticeListing;
import datachoice.choice.ledger.Submission;
import datachoice.core.Mode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.person.PersonLookup;
import datachoice.publication.PublishedContent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@Import(PostgresForTests.class)
class PastChoicesTests {
    @Autowired
    PersonLookup people;

    @Autowired
    PublishedContent published;

    @Autowired
    PracticeListing listing;

    @Autowired
    PastActs acts;

    @Autowired
    PortalSettings settings;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aChoiceOfThePastCarriesTheHashOfWhatWasAnswered() {
        var jane = aPerson().in(jdbc);
        append(Mode.DEMO, List.of(said(jane, DO_NOT_ALLOW), said(jane, ALLOW)));
        var explanation = published.explanation();
        var shown = new Submission.ShownVersion(explanation.slug(), explanation.n(), "en");
        var first = new Payload(jane, ELM, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0, shown).hash();
        var second = new Payload(jane, ELM, ALLOW, ALLOW, 1, 1, shown).hash();
        assertThat(jdbc.queryForList(
                        "select payload_hash from choice.choice_event where subject = ? order by n, type",
                        byte[].class,
                        jane.value()))
                .containsExactly(first, first, second, second);
    }

    @Test
    void whoeverEnteredItIsListedAmongThoseWhoActed() {
        var jane = aPerson().in(jdbc);
        var worker = UUID.randomUUID();
        var at = Instant.parse("2026-03-03T09:19:00Z");
        append(
                Mode.DEMO,
                List.of(new PastChoice(
                        jane,
                        DO_NOT_ALLOW,
                        Instant.parse("2026-03-01T10:00:00Z"),
                        ChoiceChannel.ONLINE,
                        null,
                        at,
                        worker)));
        assertThat(jdbc.queryForList(
                        "select e.action || ' ' || e.actor_role || ' ' || e.practice || ' ' || e.actor_id from audit.entry e join audit.entry_subject s on s.entry = e.id where s.subject = ? and e.at = ?",
                        String.class,
                        jane.value(),
                        Timestamp.from(at)))
                .containsExactly("CHOICE_APPLIED PRACTICE_STAFF " + ELM + " " + worker);
    }

    @Test
    void aPortalInProductionHasNoPastToInvent() {
        var jane = aPerson().in(jdbc);
        assertThatThrownBy(() -> append(Mode.PRODUCTION, List.of(said(jane, ALLOW))))
                .isInstanceOf(IllegalStateException.class);
    }

    private void append(Mode mode, List<PastChoice> choices) {
        var its = new PortalSettings(mode, settings.home(), settings.baseUrl(), settings.clockOffset());
        var past = new PastChoices(people, published, listing, acts, its, jdbc);
        asJob(() -> transaction.executeWithoutResult(status -> past.append(choices)));
    }

    private static PastChoice said(PersonId person, ChoiceDecision decision) {
        return new PastChoice(
                person, decision, Instant.parse("2026-03-01T10:00:00Z"), ChoiceChannel.ONLINE, null, null, null);
    }
}
