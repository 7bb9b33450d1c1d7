package datachoice.choice.question;

import static datachoice.TestPeople.ELM;
import static datachoice.TestPeople.OAK;
import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.acting;
import static datachoice.TestPeople.asJob;
import static datachoice.TestPeople.byLetter;
import static datachoice.TestPeople.signedIn;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import datachoice.PostgresForTests;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.NotEntitled;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.identity.LetterCodes;
import datachoice.person.ProxyRole;
import datachoice.person.RegistrationMoved;
import datachoice.person.Relations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on the real database: what is stored, what is refused, what races and failures leave behind. */
@SpringBootTest
@Import(PostgresForTests.class)
class ChoiceTests {
    @Autowired
    ChoiceManagement choices;

    @Autowired
    Questions questions;

    @Autowired
    Relations relations;

    @Autowired
    LetterCodes letterCodes;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anAnswerBecomesOneEventForEachLedgerAndOneReceipt() {
        var jane = aPerson().in(jdbc);
        var receipt = save(answer(jane, DO_NOT_ALLOW, ALLOW, 0, 0), signedIn(jane));
        assertThat(ledgerOf(jane))
                .containsExactly(
                        "NATIONAL_DATA_OPT_OUT 1 ALLOW PATIENT - " + receipt,
                        "TYPE_1 1 DO_NOT_ALLOW PATIENT E85001 " + receipt);
        assertThat(jdbc.queryForList(
                        "select distinct content_item || ' ' || content_version || ' ' || language || ' ' || channel || ' ' || proofing_level from choice.choice_event where subject = ?",
                        String.class,
                        jane.value()))
                .containsExactly("better-information-means-better-care 1 en ONLINE P5");
    }

    @Test
    void theChoiceItsCurrentStateListEntryAuditAndLetterAreStoredTogether() {
        var jane = aPerson().withEmail("jane@demo.example").in(jdbc);
        save(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), signedIn(jane));
        assertThat(count("choice.choice_current", "subject", jane)).isEqualTo(2);
        assertThat(count("choice.practice_listing", "subject", jane)).isEqualTo(2);
        assertThat(count("audit.entry_subject", "subject", jane)).isEqualTo(1);
        assertThat(count("letter.message", "person", jane)).isEqualTo(2); // by post, and by e-mail as one is known
    }

    /** Decision 31: whichever table of the write fails, nothing of it is stored, and the same draft can be saved later. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "choice.choice_event",
                "choice.choice_current",
                "choice.practice_listing",
                "audit.entry",
                "audit.entry_subject",
                "letter.message"
            })
    void aTableThatFailsLeavesNothingHalfStored(String table) {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var draft = choices.keep(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), user);
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.execute(
                "create or replace function public.break_it() returns trigger language plpgsql as 'begin raise exception ''broken on purpose''; end'");
        owner.execute("create trigger broken before insert or update on " + table
                + " for each row execute function public.break_it()");
        try {
            assertThatThrownBy(() -> choices.save(draft, jane, 0, 0, user)).isInstanceOf(Exception.class);
        } finally {
            owner.execute("drop trigger broken on " + table);
        }
        assertThat(ledgerOf(jane)).isEmpty();
        for (var each : List.of("choice.choice_current", "choice.practice_listing", "audit.entry_subject")) {
            assertThat(count(each, "subject", jane)).as(each).isZero();
        }
        assertThat(count("letter.message", "person", jane)).isZero();
        assertThat(choices.save(draft, jane, 0, 0, user)).isNotNull();
        assertThat(ledgerOf(jane)).hasSize(2);
    }

    /** T24. */
    @Test
    void ofAHundredOppositeAnswersToOnePageOneIsStored() throws Exception {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        acting(user);
        var drafts = IntStream.range(0, 100)
                .mapToObj(i -> {
                    var decision = i % 2 == 0 ? ALLOW : DO_NOT_ALLOW;
                    return choices.keep(answer(jane, decision, decision, 0, 0), user);
                })
                .toList();
        var outcomes = atOnce(
                user,
                drafts.stream()
                        .<Callable<String>>map(draft -> () -> {
                            try {
                                return choices.save(draft, jane, 0, 0, user);
                            } catch (ChoiceMovedOn movedOn) {
                                return "moved on";
                            }
                        })
                        .toList());
        assertThat(outcomes).filteredOn("moved on"::equals).hasSize(99);
        assertThat(ledgerOf(jane)).hasSize(2);
        assertThat(count("letter.message", "person", jane)).isEqualTo(1);
    }

    /** T25, R4. */
    @Test
    void oneDraftSavedTwentyTimesAtOnceIsOneReceipt() throws Exception {
        var jane = aPerson().in(jdbc);
        var user = signedIn(jane);
        acting(user);
        var draft = choices.keep(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var receipts = atOnce(
                user,
                IntStream.range(0, 20)
                        .<Callable<String>>mapToObj(i -> () -> choices.save(draft, jane, 0, 0, user))
                        .toList());
        assertThat(receipts).hasSize(20).containsOnly(receipts.get(0));
        assertThat(ledgerOf(jane)).hasSize(2);
        assertThat(count("letter.message", "person", jane)).isEqualTo(1);
    }

    @Test
    void oneLettersDraftSavedTwentyTimesAtOnceIsOneReceiptToo() throws Exception {
        var jane = aPerson().in(jdbc);
        var user = byLetter(letterFor(jane), jane);
        acting(user);
        var draft = choices.keep(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var receipts = atOnce(
                user,
                IntStream.range(0, 20)
                        .<Callable<String>>mapToObj(i -> () -> choices.save(draft, jane, 0, 0, user))
                        .toList());
        assertThat(receipts).hasSize(20).containsOnly(receipts.get(0));
    }

    @Test
    void aLetterRecordsOnce() {
        var jane = aPerson().in(jdbc);
        var user = acting(byLetter(letterFor(jane), jane));
        save(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var second = choices.keep(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 1, 1), user);
        assertThatThrownBy(() -> choices.save(second, jane, 1, 1, user)).isInstanceOf(LetterAlreadyUsed.class);
        assertThat(ledgerOf(jane)).hasSize(2);
    }

    /** Two tabs: what each page said is what it saves, and the second is asked again. */
    @Test
    void twoTabsNeverMixTheirAnswers() {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var yes = choices.keep(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var no = choices.keep(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), user);
        choices.save(no, jane, 0, 0, user);
        assertThatThrownBy(() -> choices.save(yes, jane, 0, 0, user)).isInstanceOf(ChoiceMovedOn.class);
        assertThat(ledgerOf(jane)).allMatch(event -> event.contains("DO_NOT_ALLOW"));
    }

    @Test
    void theSameChoiceAgainIsRecordedAgain() {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var first = save(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var second = save(answer(jane, ALLOW, ALLOW, 1, 1), user);
        assertThat(second).isNotEqualTo(first);
        assertThat(ledgerOf(jane)).hasSize(4);
    }

    @Test
    void aPageThatClaimsToHaveSeenTheFutureIsAskedAgain() {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var draft = choices.keep(answer(jane, ALLOW, ALLOW, 7, 7), user);
        assertThatThrownBy(() -> choices.save(draft, jane, 7, 7, user)).isInstanceOf(ChoiceMovedOn.class);
        assertThatThrownBy(() -> choices.save(draft, jane, 0, 0, user)).isInstanceOf(ChoiceMovedOn.class);
        assertThat(ledgerOf(jane)).isEmpty();
    }

    @Test
    void someoneRegisteredNowhereIsNotAskedAboutAGpRecord() {
        var jane = aPerson().registeredNowhere().in(jdbc);
        save(new ChoiceAnswer(jane, null, null, DO_NOT_ALLOW, 0, 0, 1, "en"), signedIn(jane));
        assertThat(ledgerOf(jane)).hasSize(1).allMatch(event -> event.startsWith("NATIONAL"));
    }

    @Test
    void anAnswerAboutAPracticeThatWasLeftIsAskedAgain() {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var draft = choices.keep(answer(jane, ALLOW, ALLOW, 0, 0), user);
        move(jane, ELM, OAK);
        assertThatThrownBy(() -> choices.save(draft, jane, 0, 0, user)).isInstanceOf(ChoiceMovedOn.class);
        assertThat(ledgerOf(jane)).isEmpty();
    }

    /** R3: the practice's choice is asked again after a move; the national one goes along. */
    @Test
    void aMoveTakesTheRowOffTheOldListAndAsksAgainAtTheNewOne() {
        var jane = aPerson().in(jdbc);
        save(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), signedIn(jane));
        move(jane, ELM, OAK);
        assertThat(jdbc.queryForList(
                        "select practice || ' ' || type || ' ' || status from choice.practice_listing where subject = ? order by 1",
                        String.class,
                        jane.value()))
                .containsExactly("E85002 NATIONAL_DATA_OPT_OUT NONE", "E85002 TYPE_1 TO_RECONFIRM");
    }

    /** Whichever of the two comes first: the choice is asked again at the new practice, or was never stored for the old. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMoveAndASavingAtOnceLeaveNoRowBehind(boolean moveFirst) throws Exception {
        for (int round = 0; round < 10; round++) {
            var jane = aPerson().in(jdbc);
            var user = acting(signedIn(jane));
            var draft = choices.keep(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), user);
            Callable<String> moving = () -> {
                transaction.executeWithoutResult(status -> {
                    jdbc.queryForList("select from person.person where id = ? for no key update", jane.value());
                    move(jane, ELM, OAK);
                });
                return "moved";
            };
            Callable<String> saving = () -> {
                try {
                    return choices.save(draft, jane, 0, 0, user);
                } catch (ChoiceMovedOn asksAgain) {
                    return "asked again";
                }
            };
            atOnce(user, moveFirst ? List.of(moving, saving) : List.of(saving, moving));
            assertThat(jdbc.queryForList(
                            "select practice || ' ' || status from choice.practice_listing where subject = ? and type = 'TYPE_1'",
                            String.class,
                            jane.value()))
                    .isEqualTo(ledgerOf(jane).isEmpty() ? List.of() : List.of("E85002 TO_RECONFIRM"));
        }
    }

    // ---- Who may

    @Test
    void aMotherChoosesForHerChildUnder13() {
        var mother = aPerson().in(jdbc);
        var child = aPerson().aged(7).in(jdbc);
        relate(mother, child, ProxyRole.GUARDIAN);
        save(answer(child, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), signedIn(mother));
        assertThat(ledgerOf(child)).hasSize(2).allMatch(event -> event.contains("PROXY"));
    }

    /** R5: the right ends with the 13th birthday by itself, to the day. */
    @Test
    void aParentDoesNotChooseFromThe13thBirthdayOn() {
        var mother = aPerson().in(jdbc);
        var today = UkTime.today(Clock.systemUTC());
        var child = aPerson().bornOn(today.minusYears(13)).in(jdbc);
        var younger = aPerson().bornOn(today.minusYears(13).plusDays(1)).in(jdbc);
        relate(mother, child, ProxyRole.GUARDIAN);
        relate(mother, younger, ProxyRole.GUARDIAN);
        var user = acting(signedIn(mother));
        assertThatThrownBy(() -> choices.keep(answer(child, ALLOW, ALLOW, 0, 0), user))
                .isInstanceOf(NotEntitled.class);
        assertThat(choices.keep(answer(younger, ALLOW, ALLOW, 0, 0), user)).isNotNull();
    }

    @Test
    void anAttorneyChoosesForAnAdult() {
        var carer = aPerson().in(jdbc);
        var parent = aPerson().aged(86).in(jdbc);
        relate(carer, parent, ProxyRole.POWER_OF_ATTORNEY);
        save(answer(parent, ALLOW, ALLOW, 0, 0), signedIn(carer));
        assertThat(ledgerOf(parent)).hasSize(2);
    }

    @Test
    void aChildUnder13DoesNotChooseAlone() {
        var child = aPerson().aged(12).in(jdbc);
        assertThatThrownBy(() -> save(answer(child, ALLOW, ALLOW, 0, 0), signedIn(child)))
                .isInstanceOf(NotEntitled.class);
    }

    @Test
    void nobodyChoosesForAStrangerOrForSomeoneWhoDied() {
        var jane = aPerson().in(jdbc);
        var stranger = aPerson().in(jdbc);
        var dead = aPerson().whoDied().in(jdbc);
        relate(jane, dead, ProxyRole.POWER_OF_ATTORNEY);
        var user = acting(signedIn(jane));
        for (var other : List.of(stranger, dead, PersonId.next())) {
            assertThatThrownBy(() -> choices.keep(answer(other, ALLOW, ALLOW, 0, 0), user))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> questions.about(other, user)).isInstanceOf(NotFound.class);
        }
    }

    /** T10: the right is asked for when the choice is saved, not when the page was shown. */
    @Test
    void aRightThatEndsBetweenPageAndSavingStoresNothing() {
        var mother = aPerson().in(jdbc);
        var child = aPerson().aged(7).in(jdbc);
        relate(mother, child, ProxyRole.GUARDIAN);
        var user = acting(signedIn(mother));
        var draft = choices.keep(answer(child, ALLOW, ALLOW, 0, 0), user);
        asJob(() -> relations.end(mother, child));
        assertThatThrownBy(() -> choices.save(draft, child, 0, 0, user)).isInstanceOf(NotEntitled.class);
        assertThat(ledgerOf(child)).isEmpty();
    }

    @Test
    void someoneElsesDraftIsNotThere() {
        var jane = aPerson().in(jdbc);
        var user = acting(signedIn(jane));
        var draft = choices.keep(answer(jane, ALLOW, ALLOW, 0, 0), user);
        var thief = acting(signedIn(aPerson().in(jdbc)));
        assertThatThrownBy(() -> choices.save(draft, jane, 0, 0, thief)).isInstanceOf(NotFound.class);
        var sameDraftOtherLogin = signedIn(jane);
        assertThatThrownBy(() -> choices.save(draft, jane, 0, 0, sameDraftOtherLogin))
                .isInstanceOf(NotFound.class);
        assertThat(ledgerOf(jane)).isEmpty();
    }

    // ---- What cannot be done to the ledger

    /** D5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update choice.choice_event set decision = 'ALLOW'",
                "delete from choice.choice_event",
                "truncate choice.choice_event cascade",
                "update choice.delivery_step set step = 'SENT'",
                "delete from choice.delivery_step",
                "truncate choice.delivery_step",
                "update audit.entry set reason = null",
                "delete from audit.entry",
                "delete from audit.entry_subject",
                "truncate audit.entry cascade"
            })
    void whatIsWrittenStaysEvenForTheOwnerOfTheTables(String statement) {
        var jane = aPerson().in(jdbc);
        save(answer(jane, DO_NOT_ALLOW, DO_NOT_ALLOW, 0, 0), signedIn(jane));
        jdbc.update(
                "insert into choice.delivery_step (subject, type, n, k, step, practice, entered_by) values (?, 'TYPE_1', 1, 1, 'APPLIED', 'E85001', ?)",
                jane.value(),
                UUID.randomUUID());
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        assertThatThrownBy(() -> jdbc.execute(statement)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> owner.execute(statement))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed or removed");
    }

    // ---- Fixtures

    private static ChoiceAnswer answer(
            PersonId subject, ChoiceDecision gpRecord, ChoiceDecision elsewhere, int seenType1, int seenNational) {
        return new ChoiceAnswer(subject, ELM, gpRecord, elsewhere, seenType1, seenNational, 1, "en");
    }

    private String save(ChoiceAnswer answer, SignedInUser user) {
        acting(user);
        var draft = choices.keep(answer, user);
        return choices.save(draft, answer.subject(), answer.seenType1(), answer.seenNational(), user);
    }

    private void relate(PersonId proxy, PersonId subject, ProxyRole role) {
        asJob(() -> relations.add(proxy, subject, role, "seen by a test"));
    }

    private void move(PersonId person, OdsCode from, OdsCode to) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ? and registered_to is null",
                    person.value());
            jdbc.update(
                    "insert into person.registration (person, registered_from, practice) values (?, (now() at time zone 'Europe/London')::date, ?)",
                    person.value(),
                    to.value());
            events.publishEvent(new RegistrationMoved(person, Optional.of(from), Optional.of(to)));
        });
    }

    private UUID letterFor(PersonId person) {
        asJob(() -> letterCodes.issue(person));
        return jdbc.queryForObject("select id from identity.letter_code where person = ?", UUID.class, person.value());
    }

    private List<String> ledgerOf(PersonId subject) {
        return jdbc.queryForList(
                "select type || ' ' || n || ' ' || decision || ' ' || speaker || ' ' || coalesce(practice, '-') || ' ' || receipt from choice.choice_event where subject = ? order by 1",
                String.class,
                subject.value());
    }

    private int count(String table, String column, PersonId person) {
        var rows = jdbc.queryForObject(
                "select count(*) from " + table + " where " + column + " = ?", Integer.class, person.value());
        return rows == null ? 0 : rows;
    }

    /** However busy the machine is, nobody is sent away for want of a connection: that is another test's business. */
    private <T> List<T> atOnce(@Nullable SignedInUser user, List<Callable<T>> work) throws Exception {
        var patience = jdbc.getDataSource().unwrap(HikariDataSource.class).getHikariConfigMXBean();
        var usual = patience.getConnectionTimeout();
        patience.setConnectionTimeout(60_000);
        var pool = Executors.newFixedThreadPool(Math.min(32, work.size()));
        var go = new CountDownLatch(1);
        try {
            var running = new ArrayList<Future<T>>();
            for (var each : work) {
                running.add(pool.submit(() -> {
                    if (user != null) {
                        acting(user);
                    }
                    go.await();
                    return each.call();
                }));
            }
            go.countDown();
            var results = new ArrayList<T>();
            for (var each : running) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            patience.setConnectionTimeout(usual);
        }
    }
}
