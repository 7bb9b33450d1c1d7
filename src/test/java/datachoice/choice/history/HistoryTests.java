package datachoice.choice.history;

import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.acting;
import static datachoice.TestPeople.asJob;
import static datachoice.TestPeople.signedIn;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.choice.ledger.DecisionView;
import datachoice.choice.ledger.Deliveries;
import datachoice.choice.ledger.EffectView.Effect;
import datachoice.choice.question.Choosing;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;

/** What is on record, and who may see it. */
@SpringBootTest
@Import({PostgresForTests.class, Choosing.class})
class HistoryTests {
    @Autowired
    PersonPages pages;

    @Autowired
    PeopleIChooseFor people;

    @Autowired
    Receipts receipts;

    @Autowired
    Choosing given;

    @Autowired
    Relations relations;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theNewestDecisionsAreOnRecordAndEarlierOnesSuperseded() {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        var first = given.saves(user, jane, DO_NOT_ALLOW);
        var second = given.saves(user, jane, ALLOW);
        var page = pages.of(jane, user);
        assertThat(page.now())
                .hasSize(2)
                .allMatch(decision -> decision.choice().receipt().equals(second));
        assertThat(page.now())
                .extracting(decision -> decision.effect().effect())
                .containsExactly(Effect.NOTHING_TO_ENTER, Effect.REGISTER);
        assertThat(page.history()).extracting(ReceiptView::reference).containsExactly(second, first);
        assertThat(page.history().get(1).decisions())
                .hasSize(2)
                .allMatch(decision -> decision.effect().effect() == Effect.SUPERSEDED);
    }

    @Test
    void aNoWaitsForThePractice() {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        var receipt = receipts.find(given.saves(user, jane, DO_NOT_ALLOW), user).receipt();
        assertThat(receipt.decisions())
                .extracting(decision -> decision.effect().effect())
                .containsExactly(Effect.WAITING, Effect.REGISTER);
        assertThat(receipt.setByProxy()).isFalse();
    }

    @Test
    void anEntryThatWasTakenBackStaysWritten() {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        var reference = given.saves(user, jane, DO_NOT_ALLOW);
        step(jane, 1, "APPLIED", "2026-11-22T21:10:00Z");
        assertThat(gpRecord(reference, user).effect().effect()).isEqualTo(Effect.IN_FORCE);
        assertThat(gpRecord(reference, user).earlierSteps()).isEmpty(); // "in force since" tells it
        step(jane, 2, "UNDONE", "2026-11-22T21:14:00Z");
        assertThat(gpRecord(reference, user).effect().effect()).isEqualTo(Effect.WAITING);
        assertThat(gpRecord(reference, user).earlierSteps())
                .extracting(Deliveries.StepView::step)
                .containsExactly(Deliveries.Step.APPLIED, Deliveries.Step.UNDONE);
        assertThat(pages.of(jane, user).history().get(0).decisions().get(0).earlierSteps())
                .hasSize(2);
        step(jane, 3, "APPLIED", "2026-11-22T21:20:00Z");
        assertThat(gpRecord(reference, user).earlierSteps()).hasSize(2);
    }

    private DecisionView gpRecord(String reference, SignedInUser user) {
        return receipts.find(reference, user).receipt().decisions().get(0);
    }

    private void step(PersonId subject, int k, String step, String at) {
        jdbc.update(
                "insert into choice.delivery_step (subject, type, n, k, step, practice, at, entered_by) values (?, 'TYPE_1', 1, ?, ?, (select practice from choice.choice_event where subject = ? and type = 'TYPE_1' and n = 1), ?::timestamptz, ?)",
                subject.value(),
                k,
                step,
                subject.value(),
                at,
                UUID.randomUUID());
    }

    @Test
    void whatOneWorkerSeesAgainAndAgainIsToldOnceADay() {
        var jane = aPerson().in(jdbc);
        var priya = UUID.randomUUID();
        for (int minute = 10; minute < 32; minute++) {
            looked(jane, priya, "LIST_VIEWED", "2026-11-22T09:" + minute + ":00Z");
        }
        looked(jane, UUID.randomUUID(), "LIST_VIEWED", "2026-11-22T09:05:00Z");
        looked(jane, priya, "LIST_VIEWED", "2026-11-23T00:05:00Z");
        looked(jane, priya, "PERSON_OPENED", "2026-11-22T10:00:00Z");
        looked(jane, priya, "PERSON_OPENED", "2026-11-22T10:01:00Z");
        looked(jane, priya, "LIST_EXPORTED", "2026-11-22T10:02:00Z");
        looked(jane, priya, "LIST_EXPORTED", "2026-11-22T10:03:00Z");
        var looks = pages.of(jane, acting(signedIn(jane))).looks();
        assertThat(looks)
                .extracting(look -> look.action() + " " + look.times())
                .containsExactly(
                        "LIST_VIEWED 1",
                        "LIST_EXPORTED 1",
                        "LIST_EXPORTED 1",
                        "PERSON_OPENED 1",
                        "PERSON_OPENED 1",
                        "LIST_VIEWED 22",
                        "LIST_VIEWED 1");
        assertThat(looks.get(5).first()).isEqualTo("2026-11-22T09:10:00Z");
        assertThat(looks.get(5).last()).isEqualTo("2026-11-22T09:31:00Z");
    }

    private void looked(PersonId subject, UUID worker, String action, String at) {
        var entry = UUID.randomUUID();
        jdbc.update(
                "insert into audit.entry (id, at, action, actor_role, actor_id, practice, reason) values (?, ?::timestamptz, ?, 'PRACTICE_STAFF', ?, 'E85001', 'APPLYING')",
                entry,
                at,
                action,
                worker);
        jdbc.update("insert into audit.entry_subject (subject, entry) values (?, ?)", subject.value(), entry);
    }

    @Test
    void someoneElsesReceiptIsNotThere() {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        var receipt = given.saves(user, jane, ALLOW);
        assertThat(receipts.find(receipt, user).receipt().reference()).isEqualTo(receipt);
        var thief = acting(signedIn(aPerson().in(jdbc)));
        assertThatThrownBy(() -> receipts.find(receipt, thief)).isInstanceOf(NotFound.class);
    }

    @Test
    void thePageOfAStrangerOrOfSomeoneWhoDiedIsNotThere() {
        var jane = aPerson().in(jdbc);
        var dead = aPerson().whoDied().in(jdbc);
        relate(jane, dead, ProxyRole.POWER_OF_ATTORNEY);
        var user = acting(signedIn(jane));
        for (var other : List.of(aPerson().in(jdbc), dead, PersonId.next())) {
            assertThatThrownBy(() -> pages.of(other, user)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void aParentDoesNotSeeWhatAGrownChildChose() {
        var mother = aPerson().in(jdbc);
        var child = aPerson().aged(15).in(jdbc);
        relate(mother, child, ProxyRole.GUARDIAN);
        var receipt = given.saves(signedIn(child), child, DO_NOT_ALLOW);
        var user = acting(signedIn(mother));
        assertThatThrownBy(() -> pages.of(child, user)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> receipts.find(receipt, user)).isInstanceOf(NotFound.class);
        assertThat(people.list(user)).hasSize(1);
    }

    @Test
    void anAttorneySeesNothingOfWhatThePersonChoseBefore() {
        var carer = aPerson().in(jdbc);
        var parent = aPerson().aged(86).in(jdbc);
        given.saves(signedIn(parent), parent, DO_NOT_ALLOW);
        relate(carer, parent, ProxyRole.POWER_OF_ATTORNEY);
        var user = signedIn(carer);
        given.saves(user, parent, ALLOW);
        assertThat(pages.of(parent, user).history()).hasSize(1).allMatch(ReceiptView::setByProxy);
    }

    private void relate(PersonId proxy, PersonId subject, ProxyRole role) {
        asJob(() -> relations.add(proxy, subject, role, "seen by a test"));
    }
}
