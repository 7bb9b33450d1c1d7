package datachoice.letter.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.Colleagues;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebVisitor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** From the button of whoever leads a practice to letters in the outbox, over real HTTP and through the real job. */
@WholePortal
class RoundTests {
    private static final String LETTERS = "/practice/letters";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    RoundRows rows;

    @Autowired
    LetterPeople people;

    @Autowired
    LetterCodes codes;

    @Autowired
    Colleagues colleagues;

    @Autowired
    RoundWork work;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    private OdsCode practice;
    private String leadEmail;
    private WebVisitor lead;

    @BeforeEach
    void aPracticeAndItsLead() {
        cast.forgetFailedTries();
        practice = cast.practice("Letter Surgery");
        leadEmail = cast.leadOf(practice);
        lead = cast.signedIn(port, leadEmail);
    }

    @Test
    void countsEachPersonOnceAndMakesLettersForThoseWhoNeverHadOne() {
        var never = withAddress("Nell Never");
        var works = withAddress("Will Works");
        cast.letterFor(works);
        var old = withAddress("Otto Old");
        cast.letterFor(old);
        age(old, 29);
        var spent = withAddress("Sue Spent");
        cast.letterFor(spent);
        owner().update(
                        "update identity.letter_code set tries = 5 where person = ?",
                        spent.id().value());
        var child = cast.somebody("Kit Child", 9, practice);
        var homeless = cast.adult("Hal Homeless", practice);
        owner().update(
                        "update person.person set address_1 = null, address_2 = null, address_3 = null, address_4 = null where id = ?",
                        homeless.id().value());
        var dead = withAddress("Dee Dead");
        owner().update(
                        "update person.person set died_on = current_date - 1 where id = ?",
                        dead.id().value());
        var elsewhere = cast.adult("Ella Elsewhere", cast.practice("Other Surgery"));

        assertThat(numbers()).containsExactly("7", "1", "1", "1", "1", "0", "1", "1", "1");

        lead.get(LETTERS).submit(LETTERS + "/new", "x", "y");
        assertThat(lead.status()).isEqualTo(422);
        assertThat(lead.page().select(".nhsuk-error-summary").text()).contains("Select who should get a letter");

        lead.submit(LETTERS + "/new", "whom", "NEVER");
        lead.get(lead.location());
        assertThat(lead.page().select("h1").text()).isEqualTo("Make 1 letter?");
        lead.submit(LETTERS + "/new/make", "x", "y");
        assertThat(awaitMade().text()).contains("1 letter was made.");

        assertThat(lettersOf(never)).isEqualTo(1);
        for (var other : List.of(works, old, spent)) {
            assertThat(lettersOf(other)).isEqualTo(1);
        }
        for (var other : List.of(child, homeless, dead, elsewhere)) {
            assertThat(lettersOf(other)).isZero();
        }
        assertThat(jdbc.queryForObject(
                        "select address from letter.message where person = ? and kind = 'LETTER_CODE'",
                        String.class,
                        never.id().value()))
                .startsWith("1 Quiet Lane");
        assertThat(acts()).containsSubsequence("LETTERS_ORDERED", "LETTER_CODE_ISSUED_AMONG_MANY", "LETTERS_MADE");
        assertThat(jdbc.queryForObject("""
                        select count(*) from audit.entry e join audit.entry_subject s on s.entry = e.id
                        where s.subject = ? and e.actor_role = 'JOB:letters' and e.actor_id = ? and e.practice = ?
                        """, Integer.class, never.id().value(), cast.idOf(leadEmail), practice.value()))
                .isEqualTo(1);
        assertThat(cast.signedIn(port, cast.accountOf(never))
                        .get("/choices/" + never)
                        .page()
                        .text())
                .as("each person can see it")
                .contains("Practice lead, for many people at once");

        lead.get(LETTERS + "/new?whom=AGAIN");
        assertThat(lead.page().select("h1").text()).isEqualTo("Make 1 letter?");
        lead.submit(LETTERS + "/new/make", "x", "y");
        awaitMade();
        assertThat(lettersOf(old)).isEqualTo(2);
        assertThat(lettersOf(never)).isEqualTo(1);
        assertThat(numbers()).containsExactly("7", "0", "3", "0", "1", "0", "1", "1", "1");
    }

    /** R5: the day of the 13th birthday is the first one on which there is a letter. */
    @Test
    void whoeverTurnsThirteenTodayGetsOne() {
        var today = cast.somebody("Tess Today", 12, practice);
        var tomorrow = cast.somebody("Tom Tomorrow", 12, practice);
        address(today);
        address(tomorrow);
        var day = UkTime.today(clock);
        owner().update(
                        "update person.person set date_of_birth = ? where id = ?",
                        day.minusYears(13),
                        today.id().value());
        owner().update(
                        "update person.person set date_of_birth = ? where id = ?",
                        day.minusYears(13).plusDays(2),
                        tomorrow.id().value());
        assertThat(people.next(practice, RoundWhom.NEVER, new UUID(0, 0), 10).people())
                .containsExactly(today.id());
    }

    /** T25: what is pressed twice, or on an old page, makes nothing more. */
    @Test
    void makesNothingThatThePageDidNotSay() {
        withAddress("Una First");
        lead.get(LETTERS + "/new?whom=NEVER");
        withAddress("Ulf Second");
        lead.submit(LETTERS + "/new/make", "x", "y");
        assertThat(lead.status()).isEqualTo(409);
        assertThat(lead.page().select("h1").text()).isEqualTo("Make 2 letters?");
        assertThat(lead.page().text()).contains("No letter has been made");
        assertThat(rows.newest(practice, 5)).isEmpty();
    }

    /** Only a lead, who has shown lately who they are, and only for the practice they lead. */
    @Test
    void isTheActOfWhoeverLeadsThePractice() {
        withAddress("Ann Any");
        var staff = cast.signedIn(port, cast.staffOf(practice));
        staff.get(LETTERS);
        assertThat(staff.status()).isEqualTo(200);
        assertThat(staff.page().select("main form")).isEmpty();
        assertThat(staff.get(LETTERS + "/new?whom=NEVER").status()).isEqualTo(404);
        var other = cast.signedIn(port, cast.leadOf(cast.practice("Third Surgery")));
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 1);
        assertThat(other.get(LETTERS + "/" + round).status()).isEqualTo(404);
        assertThat(lead.get(LETTERS + "/" + round).status()).isEqualTo(200);
        rows.end(round, RoundState.STOPPED);
    }

    /** V8.3.1: whoever is switched off leaves nothing going on. */
    @Test
    void endsWhenWhoeverAskedDoesNotLeadAnyMore() {
        withAddress("Ola Off");
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 1);
        jdbc.update("update identity.account set switched_off_at = now() where email = ?", leadEmail);
        assertThat(work.make(round)).isTrue();
        assertThat(rows.find(round).orElseThrow().state()).isEqualTo(RoundState.STOPPED);
        assertThat(letters()).isZero();
    }

    /** Whoever chose at a practice that they left is asked again here, and needs a letter for that. */
    @Test
    void aChoiceSaidElsewhereKeepsNobodyFromALetter() {
        var today = UkTime.today(clock);
        for (var from : List.of(practice, cast.practice("Former Surgery"))) {
            var person = cast.adult("Mo Moved", from);
            var question = "/choices/" + person + "/change";
            var visitor = cast.signedIn(port, cast.accountOf(person));
            var check = visitor.get(question)
                    .submit(question, "choice", "DO_NOT_ALLOW")
                    .location();
            visitor.get(check).submit(check);
            if (!from.equals(practice)) {
                jdbc.update(
                        "update person.registration set registered_to = ? where person = ?",
                        today,
                        person.id().value());
                jdbc.update(
                        "insert into person.registration (person, registered_from, practice) values (?, ?, ?)",
                        person.id().value(),
                        today,
                        practice.value());
            }
            address(person);
        }
        assertThat(people.count(practice).people())
                .containsEntry(Standing.CHOSEN, 1)
                .containsEntry(Standing.NEVER, 1);
    }

    /** D4: a job that dies halfway is gone on with; nobody has two letters, nobody is left out, nothing is half done. */
    @Test
    void goesOnWhereItBrokeOff() {
        var all = new ArrayList<Somebody>();
        for (int i = 0; i < RoundWork.ARMFUL + 20; i++) {
            all.add(withAddress("Cora Crash" + i));
        }
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), all.size());
        var dying =
                new RoundWork(rows, people, codes, colleagues, events, new Dying(transactions, new AtomicInteger()));
        assertThatThrownBy(() -> dying.make(round)).hasMessage("killed");
        assertThat(jdbc.queryForObject("select made from letter.round where id = ?", Integer.class, round))
                .isEqualTo(RoundWork.ARMFUL);
        assertThat(letters()).isEqualTo(RoundWork.ARMFUL);
        assertThat(messages()).isEqualTo(RoundWork.ARMFUL);

        work.make(round);
        work.make(round); // once more, as a node does that was thought dead

        assertThat(rows.find(round).orElseThrow())
                .returns(RoundState.MADE, RoundView::state)
                .returns(all.size(), RoundView::made);
        assertThat(letters()).isEqualTo(all.size());
        assertThat(messages()).isEqualTo(all.size());
        assertThat(all).allSatisfy(person -> assertThat(lettersOf(person)).isEqualTo(1));
    }

    @Test
    void twoNodesAtOnceMakeOneLetterEach() throws Exception {
        for (int i = 0; i < 2 * RoundWork.ARMFUL; i++) {
            withAddress("Nora Node" + i);
        }
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 2 * RoundWork.ARMFUL);
        var nodes = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            nodes.execute(() -> work.make(round));
        }
        nodes.shutdown();
        assertThat(nodes.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        assertThat(letters()).isEqualTo(2 * RoundWork.ARMFUL);
        assertThat(rows.find(round).orElseThrow().state()).isEqualTo(RoundState.MADE);
    }

    /** The demo's mailbox stays one that people can read. */
    @Test
    void theDemoMakesAFewAtATime() {
        for (int i = 0; i < LetterRounds.DEMO_MOST + 5; i++) {
            withAddress("Dora Demo" + i);
        }
        lead.get(LETTERS + "/new?whom=NEVER");
        assertThat(lead.page().select("h1").text()).isEqualTo("Make 25 letters?");
        lead.submit(LETTERS + "/new/make", "x", "y");
        awaitMade();
        assertThat(letters()).isEqualTo(25);
        assertThat(numbers().get(1)).isEqualTo("5");
    }

    /** A database that is gone when the second transaction is to be committed. */
    private record Dying(PlatformTransactionManager real, AtomicInteger commits) implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            if (commits.incrementAndGet() == 2) {
                real.rollback(status);
                throw new IllegalStateException("killed");
            }
            real.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            if (!status.isCompleted()) {
                real.rollback(status);
            }
        }
    }

    private Element awaitMade() {
        assertThat(lead.status()).isEqualTo(302);
        var address = lead.location();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> lead.get(address).page().select("h1").text().equals("Your letters are made"));
        return lead.page().selectFirst("main");
    }

    private List<String> numbers() {
        return lead.get(LETTERS)
                .page()
                .select("main table")
                .first()
                .select("tbody td:last-child")
                .eachText();
    }

    private Somebody withAddress(String name) {
        var person = cast.adult(name, practice);
        address(person);
        return person;
    }

    private void address(Somebody person) {
        owner().update(
                        "update person.person set address_1 = '1 Quiet Lane', postcode = 'QE1 1AA' where id = ?",
                        person.id().value());
    }

    private void age(Somebody person, int days) {
        owner().update(
                        "update identity.letter_code set issued_at = issued_at - make_interval(days => ?), expires_at = expires_at - make_interval(days => ?) where person = ?",
                        days,
                        days,
                        person.id().value());
    }

    private int lettersOf(Somebody person) {
        return jdbc.queryForObject(
                "select count(*) from identity.letter_code where person = ?",
                Integer.class,
                person.id().value());
    }

    /** What {@code app} may not change: the past. */
    private JdbcTemplate owner() {
        return new JdbcTemplate(PostgresForTests.owner(database));
    }

    private int letters() {
        return jdbc.queryForObject(
                "select count(*) from identity.letter_code c join person.published_person p on p.id = c.person where p.practice = ?",
                Integer.class,
                practice.value());
    }

    private int messages() {
        return jdbc.queryForObject(
                "select count(*) from letter.message m join person.published_person p on p.id = m.person where p.practice = ? and m.kind = 'LETTER_CODE'",
                Integer.class,
                practice.value());
    }

    private List<String> acts() {
        return jdbc.queryForList(
                "select action from audit.entry where practice = ? order by at", String.class, practice.value());
    }
}
