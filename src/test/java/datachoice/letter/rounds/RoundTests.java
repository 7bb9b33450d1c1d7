package datachoice.letter.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.TestPeople;
import datachoice.WholePortal;
import datachoice.core.LastTry;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.Colleagues;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebVisitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

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
    TransactionTemplate transaction;

    @Autowired
    CustomTask<Void> makeLetters;

    @Autowired
    List<Task<?>> jobs;

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
        for (var somebody : List.of(staff, other)) {
            assertThat(somebody.get(LETTERS + "/" + round + "/stop").status()).isEqualTo(404);
            somebody.get(LETTERS);
            assertThat(somebody.post(LETTERS + "/" + round + "/stop", "_csrf", somebody.token(), "waiting", "KEEP")
                            .status())
                    .isEqualTo(404);
        }
        staff.get(LETTERS + "/" + round);
        assertThat(staff.page().select("a[href$=/stop]")).isEmpty();
        assertThat(rows.find(round).orElseThrow().making()).isTrue();
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
                cast.moves(person.id(), practice);
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

    /**
     * D4: where the end of a round cannot be stored, its job stays and ends it the next time: no round says for ever that it
     * is being made, and keeps its practice from the next one.
     */
    @Test
    void aJobIsThereUntilItsRoundHasEnded() {
        withAddress("Eda Ended");
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 1);
        var did = new ArrayList<String>();
        var execution = new Execution(Instant.now(), RoundTasks.make(round));
        execution.consecutiveFailures = 5;
        var job = new ExecutionOperations<Void>(null, null, execution) {
            @Override
            public void stop() {
                did.add("removed, round " + rows.find(round).orElseThrow().state());
            }
        };
        var failed = ExecutionComplete.failure(execution, Instant.now(), Instant.now(), new IllegalStateException());
        owner().execute(
                        "alter table letter.round add constraint round_cannot_end check (state <> 'STOPPED') not valid");
        try {
            assertThatThrownBy(() -> makeLetters.getFailureHandler().onFailure(failed, job))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(did).isEmpty();
        } finally {
            owner().execute("alter table letter.round drop constraint round_cannot_end");
        }
        makeLetters.getFailureHandler().onFailure(failed, job);
        assertThat(did).containsExactly("removed, round STOPPED");
        assertThat(jobs)
                .filteredOn(task -> Set.of("register-check", "register-load").contains(task.getName()))
                .hasSize(2)
                .allSatisfy(task ->
                        assertThat(((AbstractTask<?>) task).getFailureHandler()).isInstanceOf(LastTry.class));
    }

    /** Nothing is made any more, and what nobody has printed is taken back with its code: those people never had a letter. */
    @Test
    void aLeadStopsARoundAndTakesBackWhatIsNotPrinted() {
        var waits = withAddress("Wes Waits");
        var inHand = withAddress("Ina Inhand");
        var own = withAddress("Olly Own");
        var tried = withAddress("Tess Tried");
        var rest = withAddress("Ruth Rest");
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 5);
        TestPeople.asJob(() -> transaction.executeWithoutResult(
                status -> codes.issueAll(List.of(waits.id(), inHand.id(), tried.id()))));
        cast.letterFor(own);
        notPrintedYet(waits, inHand, own, tried);
        owner().update(
                        "update letter.message set attempts = 1, due_at = now() + interval '30 seconds' where person = ?",
                        inHand.id().value());
        owner().update( // there was no room for it, and in an hour from then it is tried again
                        "update letter.message set attempts = 9, due_at = now() + interval '50 minutes' where person = ?",
                        tried.id().value());

        lead.get(LETTERS + "/" + round).get(LETTERS + "/" + round + "/stop");
        assertThat(lead.page().select("h1").text()).isEqualTo("Stop making these letters?");
        lead.submit(LETTERS + "/" + round + "/stop", "x", "y");
        assertThat(lead.status()).isEqualTo(422);
        assertThat(rows.find(round).orElseThrow().state()).isEqualTo(RoundState.MAKING);
        lead.submit(LETTERS + "/" + round + "/stop", "waiting", "TAKE_BACK");
        assertThat(lead.location()).isEqualTo(LETTERS + "/" + round);
        assertThat(lead.follow().page().select("main").text())
                .contains("Lee Lead stopped it at ")
                .contains("2 letters that were not printed yet were taken back");

        assertThat(work.make(round)).as("the job has nothing to do any more").isTrue();
        assertThat(lettersOf(rest)).isZero();
        assertThat(jdbc.queryForList(
                        "select person from letter.message where practice = ? and withdrawn_at is not null and body = ''",
                        UUID.class,
                        practice.value()))
                .containsExactlyInAnyOrder(waits.id().value(), tried.id().value());
        assertThat(people.count(practice).people())
                .as("a letter in the printer's hand, and one that somebody asked for alone, are good")
                .containsExactlyInAnyOrderEntriesOf(Map.of(Standing.NEVER, 3, Standing.WORKS, 2));
        assertThat(jdbc.queryForObject(
                        "select count(*) from identity.letter_code where person = ? and replaced_at is not null and undelivered = 'TAKEN_BACK'",
                        Integer.class,
                        waits.id().value()))
                .isEqualTo(1);
        assertThat(acts()).containsSubsequence("LETTERS_TAKEN_BACK", "LETTERS_STOPPED");
        assertThat(cast.signedIn(port, cast.accountOf(waits))
                        .get("/choices/" + waits)
                        .page()
                        .text())
                .contains("Took back a letter with a code before it was printed");

        lead.get(LETTERS + "/new?whom=NEVER").submit(LETTERS + "/new/make", "x", "y");
        awaitMade();
        assertThat(lettersOf(waits)).isEqualTo(2);
        assertThat(lettersOf(rest)).isEqualTo(1);
    }

    @Test
    void aLeadStopsARoundAndLeavesWhatIsMadeAsItIs() {
        var waits = withAddress("Wim Waits");
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), 1);
        TestPeople.asJob(() -> transaction.executeWithoutResult(status -> codes.issueAll(List.of(waits.id()))));
        notPrintedYet(waits);
        var stop = LETTERS + "/" + round + "/stop";
        lead.get(stop).submit(stop, "waiting", "KEEP");
        assertThat(lead.follow().page().select("main").text())
                .contains("Lee Lead stopped it at ")
                .doesNotContain("taken back");
        assertThat(people.count(practice).people()).containsExactly(Map.entry(Standing.WORKS, 1));

        assertThat(lead.get(stop).location()).as("it has ended").isEqualTo(LETTERS + "/" + round);
        lead.get(LETTERS);
        lead.post(stop, "_csrf", lead.token(), "waiting", "TAKE_BACK");
        assertThat(lead.follow().page().select("main").text())
                .as("pressed by two leads at once")
                .contains("Nothing was stopped or taken back");
        assertThat(people.count(practice).people()).containsExactly(Map.entry(Standing.WORKS, 1));
    }

    /** However fast the job makes letters, whoever stops it comes between two armfuls. */
    @Test
    void aRoundThatIsBeingMadeIsStoppedAtItsNextArmful() throws Exception {
        int all = 10 * RoundWork.ARMFUL;
        for (int i = 0; i < all; i++) {
            withAddress("Sten Stopped" + i);
        }
        var round = rows.add(practice, RoundWhom.NEVER, cast.idOf(leadEmail), all);
        var stop = LETTERS + "/" + round + "/stop";
        lead.get(stop);
        var node = Executors.newSingleThreadExecutor();
        node.execute(() -> {
            while (!work.make(round)) {}
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rows.find(round).orElseThrow().made() > 0);
        lead.submit(stop, "waiting", "KEEP");
        int made = rows.find(round).orElseThrow().made();
        node.shutdown();
        assertThat(node.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rows.find(round).orElseThrow())
                .returns(RoundState.STOPPED, RoundView::state)
                .returns(made, RoundView::made);
        assertThat(made).isLessThanOrEqualTo(4 * RoundWork.ARMFUL);
        assertThat(letters()).isEqualTo(made);
    }

    /** As if the demo's mailbox were a printer that is slow. */
    private void notPrintedYet(Somebody... some) {
        for (var person : some) {
            await().until(() -> jdbc.queryForObject(
                            "select count(*) from letter.message where person = ? and kind = 'LETTER_CODE' and sent_at is not null",
                            Integer.class,
                            person.id().value())
                    == 1);
            owner().update(
                            "update letter.message set sent_at = null, attempts = 0, due_at = now() + interval '1 day' where person = ?",
                            person.id().value());
        }
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
