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
import datachoice.choice.ledger.EffectView.Effect;
import datachoice.choice.question.Choosing;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import java.util.List;
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
        var receipt = receipts.find(given.saves(user, jane, DO_NOT_ALLOW), user);
        assertThat(receipt.decisions())
                .extracting(decision -> decision.effect().effect())
                .containsExactly(Effect.WAITING, Effect.REGISTER);
        assertThat(receipt.setByProxy()).isFalse();
    }

    @Test
    void someoneElsesReceiptIsNotThere() {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        var receipt = given.saves(user, jane, ALLOW);
        assertThat(receipts.find(receipt, user).reference()).isEqualTo(receipt);
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
