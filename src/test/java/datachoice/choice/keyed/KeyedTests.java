package datachoice.choice.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.HtmlChecker;
import datachoice.PaperForm;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.WebVisitor;
import datachoice.person.RegistrationMoved;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Choices on paper and by phone, corrections and doubts, over real HTTP: what is stored, said, refused and told. */
@WholePortal
class KeyedTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private OdsCode practice;
    private Somebody ann;
    private WebVisitor staff;
    private LocalDate today;

    @BeforeEach
    void aPracticeWithOnePersonAndItsStaff() {
        cast.forgetFailedTries();
        practice = cast.practice("Paper Surgery");
        ann = cast.adult("Ann Paperman", practice);
        staff = cast.signedIn(port, cast.staffOf(practice));
        today = UkTime.today(clock);
    }

    // ---- Paper and phone

    @Test
    void aPaperNoIsSavedLikeAnyOtherChoiceAndSaysWhereItCameFrom() {
        var saved = keys(ann, "DO_NOT_ALLOW", "original", "Blue folder");
        assertThat(saved.page().select("h1").text()).isEqualTo("Saved");
        var receipt = saved.page().select(".app-reference").text();

        assertThat(
                        rows(
                                "select type || ' ' || decision || ' ' || speaker || ' ' || channel || ' ' || proofing_level || ' ' || content_item || ' ' || entered_role || ' ' || decided_on || ' ' || receipt from choice.choice_event where subject = ? order by type"))
                .containsExactly(
                        "NATIONAL_DATA_OPT_OUT DO_NOT_ALLOW PATIENT PAPER P5 paper-form PRACTICE_STAFF " + today + " "
                                + receipt,
                        "TYPE_1 DO_NOT_ALLOW PATIENT PAPER P5 paper-form PRACTICE_STAFF " + today + " " + receipt);
        assertThat(
                        rows(
                                "select practice || ' ' || original || ' ' || receipt from choice.keyed_entry where subject = ?"))
                .containsExactly(practice + " Blue folder " + receipt);
        assertThat(staff.get("/practice").page().select("tbody").text()).contains("Paperman, Ann", "New");
        assertThat(staff.get("/practice/people/" + ann).page().text())
                .contains("Typed in here. The paper is kept: Blue folder");
        assertThat(letters())
                .singleElement()
                .asString()
                .contains("Paper Surgery typed this in from a paper form dated " + UkTime.date(today))
                .doesNotContain("You chose this yourself");

        var own = patient(ann);
        assertThat(own.get("/choices/" + ann).page().text())
                .contains("Paper Surgery typed this in from a paper form dated " + UkTime.date(today))
                .contains("Typed in a choice", "Practice staff, Paper Surgery")
                .doesNotContain("You chose this yourself", "??");
        assertThat(own.get("/receipts/" + receipt).page().text()).contains("typed this in from a paper form");
        assertThat(own.get("/receipts/" + receipt + ".pdf").status()).isEqualTo(200);
    }

    /** R12: what somebody chose for hospitals stays theirs, and how often they did so, too. */
    @Test
    void noPageOfThePracticeShowsWhatSomebodyChoseForHospitals() {
        var own = patient(ann);
        var question = "/choices/" + ann + "/change/separately";
        var check = own.get(question)
                .submit(question, "gpRecord", "ALLOW", "elsewhere", "DO_NOT_ALLOW")
                .location();
        own.get(check).submit(check);
        var receipt = own.location().replace("/receipts/", "");
        own.get("/choices/" + ann + "/not-me/" + receipt)
                .submit("/choices/" + ann + "/not-me/" + receipt, "words", "Not me", "reach", "01632 960 123");

        for (var page : List.of("", "/record", "/correct/" + receipt)) {
            var shown = staff.get("/practice/people/" + ann + page);
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.page().select("main [checked]")).as(page).isEmpty();
            assertThat(shown.body())
                    .as(page)
                    .doesNotContain("seenNational", "cannot be used for research and planning");
        }
        var correct = "/practice/people/" + ann + "/correct/" + receipt;
        var readBack = staff.get(correct).submit(correct, "why", "NOT_THEM").follow();
        assertThat(readBack.page().select("main").text())
                .contains("What was on record before it counts again")
                .doesNotContain("hospital");
        readBack.submit(addressOf(readBack)).follow();
        assertThat(staff.page().select("main").text()).doesNotContain("hospital");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel | '' | Select how the choice came in",
                "channel | ONLINE | Select how the choice came in",
                "asker | 00000000-0000-7000-8000-000000000000 | Select who is choosing",
                "answer | MAYBE | 'Select yes, no, or different answers'",
                "answer | DIFFERENT | 'Select yes if data from the GP record can leave the practice, or no if it cannot'",
                "decidedOn.day | 31.2 | The date must be a real date",
                "decidedOn.year | 26 | 'Year must have 4 numbers, like 2026'",
                "decidedOn.year | '' | The date must include a year",
                "decidedOn.year | 9999 | The date must be today or in the past",
                "decidedOn.year | 2012 | The date must be 1 September 2013 or later",
                "proofing | P0 | Select how you checked who is choosing",
                "version | 999 | Enter the version at the foot of the paper form. No form of ours has the one you entered",
                "original | NHS 999 314 1593 | Remove the NHS number from where you keep the paper"
            })
    void saysWhatIsMissingAndKeepsWhatWasTyped(String field, String typed, String message) { // B4, B11
        var form = "/practice/people/" + ann + "/record";
        var fields = new ArrayList<String>();
        var good = good("DO_NOT_ALLOW", "original", "Blue folder");
        for (int i = 0; i < good.length; i += 2) {
            fields.add(good[i]);
            fields.add(good[i].equals(field) ? typed : good[i + 1]);
        }
        open(ann).submit(form, fields.toArray(String[]::new));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().title()).startsWith("Error: ");
        assertThat(staff.page().select(".nhsuk-error-summary a").eachText()).contains(message);
        var target = staff.page().select(".nhsuk-error-summary a").attr("href");
        assertThat(staff.page().select(target)).hasSize(1);
        if (!field.equals("original")) {
            assertThat(staff.page().select("#original").val()).isEqualTo("Blue folder");
        }
        assertThat(staff.page().select("input[name=search]").val()).isNotEmpty();
        assertThat(HtmlChecker.errorsIn(staff.body())).isEmpty();
        assertThat(rows("select id::text from choice.keyed_draft where subject = ?"))
                .isEmpty();
    }

    @Test
    void anOlderPaperDoesNotReplaceANewerChoice() {
        says(patient(ann), ann, "DO_NOT_ALLOW");
        assertThat(refused(ann, today.minusDays(1))).contains("An older one does not take its place");
        assertThat(events()).isEqualTo(2);
    }

    /** B: of two choices of one day nobody knows which came last, unless somebody says so. */
    @Test
    void aPaperOfTheSameDayIsAskedAbout() {
        says(patient(ann), ann, "ALLOW");
        var form = "/practice/people/" + ann + "/record";
        open(ann).submit(form, good("DO_NOT_ALLOW", "sameDay", ""));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select(".nhsuk-error-summary a").text())
                .startsWith("Tick the box if this choice came after the one saved at ");
        assertThat(staff.page().select("input[name=answer][checked]").val()).isEqualTo("DO_NOT_ALLOW");
        assertThat(events()).isEqualTo(2);
        var readBack =
                staff.submit(form, good("DO_NOT_ALLOW", "sameDay", "YES")).location();
        staff.get(readBack).submit(readBack);
        assertThat(events()).isEqualTo(4);
        var ben = cast.adult("Ben Paperman", practice);
        open(ben).submit("/practice/people/" + ben + "/record", good("ALLOW", "sameDay", ""));
        assertThat(staff.status()).as("nothing of that day is on record").isEqualTo(302);
    }

    /** A receipt names what somebody was shown: never a version that did not exist yet. */
    @Test
    void noPaperIsNewerThanItsDay() {
        assertThat(refused(ann, today.minusDays(1), "version", "1"))
                .isEqualTo("That version did not exist on the date you entered. Check the version and the date");
        assertThat(open(ann).page().select("#version").val())
                .as("it stands on the paper")
                .isEmpty();
    }

    /** After a correction the day of what was wrong does not count; that of what stands again does. */
    @Test
    void aPaperIsMeasuredAgainstWhatStandsAfterACorrection() {
        keys(ann, "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", "PERSON");
        var saved = keys(ann, "ALLOW", on(today.minusDays(5)));
        assertThat(saved.page().select("h1").text()).as("nothing was on record").isEqualTo("Saved");

        keys(ann, "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", "PERSON");
        assertThat(rows("select distinct decided_on::text from choice.choice_current where subject = ?"))
                .containsExactly(today.minusDays(5).toString());
        assertThat(refused(ann, today.minusDays(6))).contains("A choice from a later day is on record");
        assertThat(keys(ann, "DO_NOT_ALLOW", on(today.minusDays(3)))
                        .page()
                        .select("h1")
                        .text())
                .isEqualTo("Saved");
    }

    /** R5: nobody said anything before they were born, alone before 13, or for another before the right began. */
    @Test
    void nobodyChoseBeforeTheyCould() {
        var child = cast.somebody("Tom Paperman", 1, practice);
        cast.guardianOf(ann, child);
        open(child);
        var right = staff.page().select("input[name=asker]").val();
        assertThat(refused(child, today.minusYears(3), "asker", right)).contains("Tom was born on ");
        assertThat(refused(child, today.minusDays(1), "asker", right))
                .isEqualTo("The right to choose for Tom is on record from " + UkTime.date(today)
                        + ". The date must be that day or later. If the date is right, ask them now."
                        + " Then record it as “In person” or “By phone”, with today’s date");
        var teenager = cast.somebody("Ada Paperman", 15, practice);
        assertThat(refused(teenager, today.minusYears(4)))
                .isEqualTo(
                        "On " + UkTime.date(today.minusYears(4))
                                + " Ada was aged 12 or under and could not choose alone. Check the date. If it is right, ask Ada what they want now");
        assertThat(keys(teenager, "ALLOW").page().select("h1").text()).isEqualTo("Saved");
    }

    /** What was said before there was anything to show is not said to have been shown today's version. */
    @Test
    void whatIsOlderThanThePortalWasShownNothing() {
        var longAgo = LocalDate.of(2014, 3, 3);
        var readBack = types(ann, "DO_NOT_ALLOW", on(longAgo, "channel", "CALL_CENTRE"));
        assertThat(staff.get(readBack).page().text())
                .contains("Nothing of ours: this was said before our explanation was first published");
        staff.submit(readBack).follow();
        var own = patient(ann);
        assertThat(rows("select count(*) || ' ' || count(content_item) from choice.choice_event where subject = ?"))
                .containsExactly("2 0");
        assertThat(own.get("/receipts/" + receipts().get(0)).page().text())
                .contains("This was said before our explanation was first published")
                .doesNotContain("We showed you");
        assertThat(own.get("/receipts/" + receipts().get(0) + ".pdf").status()).isEqualTo(200);
        assertThat(own.get("/choices/" + ann).status()).isEqualTo(200);
        corrects(receipts().get(0), "why", "TYPED", "answer", "ALLOW");
        assertThat(own.get("/receipts/" + receipts().get(0)).status()).isEqualTo(200);

        keys(ann, "ALLOW", "channel", "CALL_CENTRE");
        assertThat(
                        rows(
                                "select distinct content_item || ' ' || content_version from choice.choice_event where subject = ? and content_item is not null"))
                .containsExactly("better-information-means-better-care 1");
        assertThat(own.get("/receipts/" + receipts().get(0)).page().text()).contains("We showed you", "version 1.");

        var ben = cast.adult("Ben Paperman", practice);
        assertThat(keys(ben, "ALLOW", on(longAgo, "version", ""))
                        .page()
                        .select("h1")
                        .text())
                .as("an old paper has no version of ours")
                .isEqualTo("Saved");
        assertThat(refused(ben, today, "version", "")).contains("Enter the version at the foot of the paper form");
    }

    /** J22, T24: the person chose anew while staff read it back. */
    @Test
    void whatWasChangedMeanwhileIsNotOverwritten() {
        var readBack = types(ann, "ALLOW");
        says(patient(ann), ann, "DO_NOT_ALLOW");
        staff.get(readBack).submit(readBack);
        assertThat(staff.status()).isEqualTo(409);
        assertThat(staff.page().text()).contains("Nothing you just entered was saved", "We keep what you typed until");
        assertThat(events()).isEqualTo(2);
        staff.get(staff.page().select("a[href*=draft=]").attr("href"));
        assertThat(staff.page().select("input[name=answer][checked]").val()).isEqualTo("ALLOW");
    }

    @Test
    void aChildUnder13NeedsSomebodyWithARight() { // R5
        var child = cast.somebody("Tim Paperman", 7, practice);
        assertThat(open(child).page().text())
                .contains("No one may choose for Tim Paperman here", "Record who may choose for Tim");
        cast.guardianOf(ann, child);
        open(child);
        assertThat(staff.page().select("input[name=asker]").eachAttr("value"))
                .hasSize(1)
                .doesNotContain("SELF");
        assertThat(staff.page().text()).contains("Ann Paperman", "Parent or guardian of Tim");
        var right = staff.page().select("input[name=asker]").val();
        var form = "/practice/people/" + child + "/record";
        staff.submit(form, good("DO_NOT_ALLOW", "asker", "SELF"));
        assertThat(staff.status()).isEqualTo(422);
        var check = staff.submit(form, good("DO_NOT_ALLOW", "asker", right)).location();
        assertThat(staff.get(check).page().text()).contains("Ann Paperman. Parent or guardian of Tim");
        staff.submit(check).follow();
        assertThat(jdbc.queryForList(
                        "select distinct speaker || ' ' || proxy_role from choice.choice_event where subject = ?",
                        String.class,
                        child.id().value()))
                .containsExactly("PROXY GUARDIAN");
        assertThat(patient(ann).get("/choices/" + ann).page().text())
                .contains("Saw the name as someone who may choose for another person");
    }

    /** Not, if they may not choose for them any more. */
    @Test
    void whoeverChoseForAChildHearsThatItIsInForce() {
        jdbc.update(
                "update person.person set email = 'ann.paperman@demo.example' where id = ?",
                ann.id().value());
        for (boolean stillMay : List.of(true, false)) {
            var child = cast.somebody(stillMay ? "Ted Paperman" : "Tod Paperman", 7, practice);
            cast.guardianOf(ann, child);
            open(child);
            var right = staff.page().select("input[name=asker]").val();
            var check = staff.submit("/practice/people/" + child + "/record", good("DO_NOT_ALLOW", "asker", right))
                    .location();
            staff.get(check).submit(check);
            if (!stillMay) {
                jdbc.update(
                        "update person.relation set valid_to = (now() at time zone 'Europe/London')::date where subject = ?",
                        child.id().value());
            }
            staff.get("/practice")
                    .post(
                            "/practice/applied",
                            "_csrf",
                            staff.token(),
                            "entry",
                            child + ".1",
                            "person",
                            child.toString());
            assertThat(rows("select body from letter.message where person = ? and kind = 'CHOICE_APPLIED'"))
                    .as("about Ted, and not about Tod")
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("has entered the choice for Ted Paperman");
        }
    }

    @Test
    void aRightThatEndsBeforeItIsSavedStoresNothing() { // T10
        var child = cast.somebody("Tia Paperman", 7, practice);
        cast.guardianOf(ann, child);
        open(child);
        var right = staff.page().select("input[name=asker]").val();
        var readBack = staff.submit("/practice/people/" + child + "/record", good("ALLOW", "asker", right))
                .location();
        staff.get(readBack);
        jdbc.update(
                "update person.relation set valid_to = (now() at time zone 'Europe/London')::date where subject = ?",
                child.id().value());
        assertThat(staff.submit(readBack).status()).isEqualTo(409);
        assertThat(staff.page().select("h1").text()).isEqualTo("The person who asked may not choose any more");
        assertThat(staff.get(readBack).status()).isEqualTo(409);
        assertThat(staff.page().select("main a[href*=draft]").text()).isEqualTo("Look at what you typed");
        assertThat(jdbc.queryForList(
                        "select 1 from choice.choice_event where subject = ?",
                        child.id().value()))
                .isEmpty();
    }

    @Test
    void nothingIsKeyedForSomebodyWhoDied() { // R14
        var readBack = types(ann, "ALLOW");
        staff.get(readBack);
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update person.person set died_on = (now() at time zone 'Europe/London')::date where id = ?",
                        ann.id().value());
        assertThat(staff.submit(readBack).status()).isEqualTo(404);
        assertThat(open(ann).status()).isEqualTo(404);
        assertThat(events()).isZero();
    }

    /** T25: one draft, pressed twenty times at once. */
    @Test
    void oneDraftSavedTwentyTimesAtOnceIsOneReceipt() throws Exception {
        var readBack = types(ann, "DO_NOT_ALLOW");
        var token = staff.get(readBack).token();
        var pool = Executors.newFixedThreadPool(20);
        try {
            var presses = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(i -> () -> new WebVisitor(port)
                            .withCookie("datachoice", staff.cookie("datachoice"))
                            .post(readBack, "_csrf", token)
                            .status())
                    .toList();
            for (var press : pool.invokeAll(presses)) {
                assertThat(press.get()).isEqualTo(302);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(events()).isEqualTo(2);
        assertThat(rows("select receipt from choice.keyed_entry where subject = ?"))
                .hasSize(1);
        assertThat(letters()).hasSize(1);
        assertThat(staff.get(readBack).page().select("h1").text()).isEqualTo("Saved");
    }

    @Test
    void onlyWhoTypedItAtThatPracticeSavesIt() { // T6, T7
        var readBack = types(ann, "DO_NOT_ALLOW");
        for (var other : List.of(cast.staffOf(practice), cast.leadOf(cast.practice("Other Surgery")))) {
            var visitor = cast.signedIn(port, other);
            assertThat(visitor.get(readBack).status()).isEqualTo(404);
            var token = visitor.get("/practice/search").token();
            assertThat(visitor.post(readBack, "_csrf", token).status()).isEqualTo(404);
        }
        assertThat(events()).isZero();
        jdbc.update(
                "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?",
                ann.id().value());
        staff.get("/practice/search");
        assertThat(staff.post(readBack, "_csrf", staff.token()).status()).isEqualTo(404);
        assertThat(events()).isZero();
    }

    @Test
    void aFormOpensOnlyForWhomARecordIsOpen() { // T8
        assertThat(staff.get("/practice/people/" + ann + "/record").status()).isEqualTo(404);
        assertThat(staff.get("/practice/people/" + ann + "/doubt").status()).isEqualTo(404);
        open(ann);
        assertThat(staff.status()).isEqualTo(200);
        assertThat(looks()).containsExactly("SEARCHED KEYING", "PERSON_SHOWN_AGAIN KEYING");
    }

    // ---- Nothing half-stored

    @ParameterizedTest // decision 31
    @ValueSource(
            strings = {
                "choice.keyed_draft",
                "choice.keyed_entry",
                "choice.doubt",
                "choice.doubt_open",
                "choice.doubt_settled"
            })
    void aTableThatFailsLeavesNothingHalfStored(String table) {
        var readBack = table.endsWith("draft") ? null : types(ann, "ALLOW");
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        var notMe = "/choices/" + ann + "/not-me/" + receipt;
        own.get(notMe);
        var correct = "/practice/people/" + ann + "/correct/" + receipt;
        if (table.endsWith("settled")) {
            own.submit(notMe, "words", "Not me", "reach", "Ring me");
            readBack = staff.get(correct).submit(correct, "why", "NOT_THEM").location();
            staff.get(readBack);
        } else if (table.endsWith("entry")) {
            readBack = types(ann, "ALLOW"); // the one before is out of date now
            staff.get(readBack);
        } else if (table.endsWith("draft")) {
            open(ann);
        }
        var before = stored();
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.execute(
                "create or replace function public.break_it() returns trigger language plpgsql as 'begin raise exception ''broken on purpose''; end'");
        owner.execute(
                "create trigger broken before insert on " + table + " for each row execute function public.break_it()");
        try {
            if (table.endsWith("draft")) {
                staff.submit("/practice/people/" + ann + "/record", good("ALLOW"));
                assertThat(staff.status()).isEqualTo(500);
            } else if (table.endsWith("doubt") || table.endsWith("open")) {
                assertThat(own.submit(notMe, "words", "Not me", "reach", "Ring me")
                                .status())
                        .isEqualTo(500);
            } else {
                assertThat(staff.submit(readBack).status()).isEqualTo(500);
            }
        } finally {
            owner.execute("drop trigger broken on " + table);
        }
        assertThat(stored()).isEqualTo(before);
        if (table.endsWith("entry") || table.endsWith("settled")) {
            assertThat(staff.get(readBack).submit(readBack).status()).isEqualTo(302);
            assertThat(events()).isEqualTo(4);
        }
    }

    @ParameterizedTest // D5
    @ValueSource(strings = {"keyed_entry", "doubt", "doubt_settled"})
    void whatWasToldAndKeyedIsNeverChangedOrRemoved(String table) {
        keys(ann, "DO_NOT_ALLOW");
        var receipt = receipts().get(0);
        tells(patient(ann), receipt);
        settles("STANDS", "We saw the form together");
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        var column = table.equals("keyed_entry") ? "practice" : table.equals("doubt") ? "words" : "note";
        for (var statement : List.of(
                "update choice." + table + " set " + column + " = 'x'",
                "delete from choice." + table,
                "truncate choice." + table + " cascade")) {
            assertThatThrownBy(() -> jdbc.execute(statement)).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> owner.execute(statement))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed or removed");
        }
    }

    // ---- Corrections

    /** What somebody had said before counts again, and staff need not know it for that. */
    @Test
    void aChoiceForTheWrongPersonGivesBackWhatWasThereBefore() {
        var own = patient(ann);
        says(own, ann, "DO_NOT_ALLOW");
        staff.get("/practice")
                .post("/practice/applied", "_csrf", staff.token(), "entry", ann + ".1", "person", ann.toString());
        keys(ann, "ALLOW");
        var wrong = receipts().get(0);
        assertThat(status()).isEqualTo("NEW"); // the yes would withdraw the no
        corrects(wrong, "why", "PERSON");

        assertThat(
                        rows(
                                "select type || ' ' || n || ' ' || kind || ' ' || coalesce(corrects::text, '-') || ' ' || decision from choice.choice_event where subject = ? order by type, n"))
                .containsExactly(
                        "NATIONAL_DATA_OPT_OUT 1 RECORDED - DO_NOT_ALLOW",
                        "NATIONAL_DATA_OPT_OUT 2 RECORDED - ALLOW",
                        "NATIONAL_DATA_OPT_OUT 3 CORRECTION 2 DO_NOT_ALLOW",
                        "TYPE_1 1 RECORDED - DO_NOT_ALLOW",
                        "TYPE_1 2 RECORDED - ALLOW",
                        "TYPE_1 3 CORRECTION 2 DO_NOT_ALLOW");
        assertThat(status()).isEqualTo("APPLIED"); // the practice's system never held anything else
        var page = own.get("/choices/" + ann).page();
        assertThat(page.select("section[aria-labelledby=now]").text())
                .contains("No. Data from your GP record cannot leave Paper Surgery", "In force at your practice since");
        assertThat(page.select("section[aria-labelledby=history]").text())
                .contains("Corrected by Paper Surgery on " + UkTime.date(today)
                        + ": it had been recorded for the wrong person.")
                .contains("This was wrong, and was corrected later.");
        assertThat(page.html()).doesNotContain("??");
        assertThat(letters().get(0))
                .contains("It had been recorded for the wrong person. We are sorry.")
                .contains("Your GP record: no", "The rest of the NHS and care: no", "with the reference " + wrong);
        assertThat(letters())
                .as("the letter about the wrong choice never leaves")
                .noneMatch(letter -> letter.contains("typed this in"));
    }

    /** Whoever corrects a correction does not bring back what that one had put right. */
    @ParameterizedTest
    @ValueSource(strings = {"PERSON", "NOT_THEM"})
    void aCorrectionOfACorrectionGivesBackWhatWasThereBeforeBoth(String why) {
        keys(ann, "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", "TYPED", "answer", "ALLOW");
        corrects(receipts().get(0), "why", why);
        assertThat(rows("select decision from choice.choice_current where subject = ?"))
                .containsOnlyNulls();
        keys(ann, "ALLOW");
        keys(ann, "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", "TYPED", "answer", "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", why);
        assertThat(rows("select decision from choice.choice_current where subject = ?"))
                .containsExactly("ALLOW", "ALLOW");
    }

    /** A no that was entered by mistake is taken out, also where what counts again was said at another practice. */
    @Test
    void aWrongNoIsTakenOutThoughWhatStandsWasSaidElsewhere() {
        says(patient(ann), ann, "DO_NOT_ALLOW");
        var elsewhere = practice;
        var here = cast.practice("Second Surgery");
        cast.moves(ann.id(), here);
        staff = cast.signedIn(port, cast.staffOf(here));
        keys(ann, "DO_NOT_ALLOW");
        staff.get("/practice").post("/practice/applied", "_csrf", staff.token(), "entry", ann + ".2");
        corrects(receipts().get(0), "why", "PERSON");
        assertThat(rows("select practice from choice.choice_current where type = 'TYPE_1' and subject = ?"))
                .containsExactly(elsewhere.value());
        var rowHere =
                "select status || ' ' || coalesce(decision, '-') from choice.practice_listing where type = 'TYPE_1' and subject = ? and practice = '"
                        + here.value() + "'";
        assertThat(rows(rowHere)).containsExactly("NEW -");
        assertThat(letters().get(0)).contains("Second Surgery still has to change this in its system");
        staff.get("/practice").post("/practice/applied", "_csrf", staff.token(), "entry", ann + ".3");
        assertThat(rows(rowHere)).as("now it is asked again").containsExactly("TO_RECONFIRM DO_NOT_ALLOW");
    }

    /** The practice's system holds a no that nobody chose: it comes up again as something to take out. */
    @Test
    void aNoThatWasEnteredAndIsCorrectedToNothingIsToBeTakenOut() {
        keys(ann, "DO_NOT_ALLOW");
        var wrong = receipts().get(0);
        enters(ann + ".1");
        assertThat(status()).isEqualTo("APPLIED");
        corrects(wrong, "why", "PERSON");

        assertThat(status()).isEqualTo("NEW");
        var list = staff.get("/practice").page();
        assertThat(list.select("tbody").text())
                .contains("Paperman, Ann", "No choice recorded", "Corrected: take out the no you entered");
        staff.get("/practice/choices.csv?status=").submit("/practice/choices.csv", "reason", "APPLYING");
        assertThat(staff.body()).contains("\"NOT_RECORDED\"", "\"NEW\"", "\"827261000000102\"");
        assertThat(staff.get("/practice/people/" + ann).page().text())
                .contains("your system still holds a no", "827261000000102", "Corrected: no choice recorded");
        var own = patient(ann);
        var page = own.get("/choices/" + ann).page();
        assertThat(page.select("section[aria-labelledby=now]").text())
                .contains("Paper Surgery had entered a no. It can see now that it has to take that out");
        assertThat(page.select("section[aria-labelledby=history]").text()).contains("Now nothing is recorded.");
        assertThat(own.get("/choices").page().text()).contains("No choice recorded");
        var correction = receipts().get(0);
        var receipt = own.get("/receipts/" + correction);
        assertThat(receipt.page().text())
                .contains(
                        "We have corrected what is recorded for you",
                        "No choice recorded.",
                        "Now nothing is recorded.");
        assertThat(HtmlChecker.errorsIn(receipt.body())).isEmpty();
        assertThat(own.get("/receipts/" + correction + ".pdf").status()).isEqualTo(200);
        assertThat(own.get("/receipts/" + wrong).page().text()).contains("This was wrong, and was corrected later.");
        assertThat(own.get("/choices/" + ann + "/change").page().select("main [checked]"))
                .isEmpty();
        assertThat(letters().get(0)).contains("Your GP record: nothing is recorded now.", "still has to change this");

        enters(ann + ".2");
        assertThat(status()).isEqualTo("APPLIED");
        assertThat(staff.get("/practice/people/" + ann).page().text())
                .contains("You took the no out of your system at");
        assertThat(own.get("/choices/" + ann)
                        .page()
                        .select("section[aria-labelledby=now]")
                        .text())
                .contains("No choice recorded", "Under today's rules")
                .doesNotContain("had entered a no");
        staff.get("/practice/people/" + ann).submit("/practice/undone");
        assertThat(status()).isEqualTo("NEW");

        says(own, ann, "DO_NOT_ALLOW");
        assertThat(status()).isEqualTo("APPLIED"); // the no that was never taken out
    }

    @Test
    void aNoThatWasNeverEnteredAndIsCorrectedToNothingLeavesTheList() {
        keys(ann, "DO_NOT_ALLOW");
        corrects(receipts().get(0), "why", "PERSON");
        assertThat(rows("select status from choice.practice_listing where subject = ?"))
                .isEmpty();
        assertThat(patient(ann)
                        .get("/choices/" + ann)
                        .page()
                        .select("section[aria-labelledby=now]")
                        .text())
                .contains("No choice recorded", "Choose now");
        assertThat(staff.get("/practice?status=").status()).isEqualTo(200);
    }

    @Test
    void anAnswerTypedWronglyIsTypedAgain() {
        keys(ann, "ALLOW");
        var wrong = receipts().get(0);
        var correct = "/practice/people/" + ann + "/correct/" + wrong;
        staff.get(correct).submit(correct, "why", "TYPED");
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select(".nhsuk-error-summary a").eachText())
                .containsExactly("Select yes, no, or different answers");
        corrects(wrong, "why", "TYPED", "answer", "DIFFERENT", "gpRecord", "DO_NOT_ALLOW", "elsewhere", "ALLOW");
        assertThat(
                        rows(
                                "select type || ' ' || decision || ' ' || decided_on from choice.choice_current where subject = ? order by type"))
                .containsExactly("NATIONAL_DATA_OPT_OUT ALLOW " + today, "TYPE_1 DO_NOT_ALLOW " + today);
        assertThat(status()).isEqualTo("NEW");
        assertThat(patient(ann).get("/choices/" + ann).page().text())
                .contains(
                        "Corrected by Paper Surgery on " + UkTime.date(today) + ": the answer had been typed wrongly.");
    }

    @Test
    void onlyTheNewestAndOnlyWhatWasKeyedHereIsCorrected() {
        var own = patient(ann);
        var online = says(own, ann, "ALLOW");
        var correct = "/practice/people/" + ann + "/correct/";
        assertThat(staff.get(correct + online).status()).as("their own").isEqualTo(404);
        assertThat(staff.get(correct + "AAAA-AAAA").status()).isEqualTo(404);
        keys(ann, "DO_NOT_ALLOW");
        var keyed = receipts().get(0);
        var other = cast.signedIn(port, cast.staffOf(cast.practice("Other Surgery")));
        assertThat(other.get(correct + keyed).status()).isEqualTo(404);
        var readBack = staff.get(correct + keyed)
                .submit(correct + keyed, "why", "PERSON")
                .location();
        staff.get(readBack);
        says(own, ann, "ALLOW");
        assertThat(staff.submit(readBack).status()).isEqualTo(409);
        assertThat(staff.get(correct + keyed).status()).isEqualTo(409);
        assertThat(events()).isEqualTo(6);
    }

    // ---- Doubts

    @Test
    void aDoubtIsATaskUntilItIsSettledAndThePersonReadsWhatBecameOfIt() {
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        var notMe = "/choices/" + ann + "/not-me/" + receipt;
        assertThat(own.get("/receipts/" + receipt).page().select("a[href=" + notMe + "]"))
                .hasSize(1);
        assertThat(own.get(notMe).page().text()).contains("Would you rather talk? Phone");
        own.submit(notMe, "words", "", "reach", "Ring me after six");
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.page().select("#reach").val()).isEqualTo("Ring me after six");
        assertThat(own.submit(notMe, "words", "x".repeat(1001), "reach", "y").status())
                .isEqualTo(422);
        assertThat(own.page().select("#words").val()).hasSize(1001);
        own.submit(notMe, "words", "My <b>ex</b> did", "reach", "01632 960 123");
        assertThat(own.location()).isEqualTo("/receipts/" + receipt + "#not-me");
        own.get(notMe.replace("/not-me", "/not-me")); // a second time: it is there already
        assertThat(own.location()).isEqualTo("/receipts/" + receipt);
        assertThat(own.follow().page().text()).contains("The GP practice has not settled it yet.");
        assertThat(events()).as("stops nothing by itself").isEqualTo(2);

        var list = staff.get("/practice").page();
        assertThat(list.select("main > *").first().text()).contains("1 person says a choice was not theirs");
        var doubts = staff.get("/practice/doubts");
        assertThat(doubts.page().select("tbody").text()).contains("Ann Paperman");
        var person = staff.get("/practice/people/" + ann).page();
        assertThat(person.text()).contains("My <b>ex</b> did", "How to reach them: 01632 960 123");
        assertThat(looks()).contains("DOUBTS_LISTED DOUBT", "PERSON_OPENED DOUBT");

        settles("REPLACED", "It was replaced");
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().text()).contains("Nothing newer is on record");
        settles("STANDS", "You signed the form here with us");
        assertThat(staff.location()).isEqualTo("/practice/doubts");
        assertThat(staff.follow().page().text()).contains("Settled. The person is told.", "No one at your practice");
        assertThat(staff.get("/practice").page().text()).doesNotContain("was not theirs");
        assertThat(own.get("/choices/" + ann).page().text())
                .contains("Paper Surgery settled it at", "the choice stands")
                .contains("Paper Surgery wrote: You signed the form here with us")
                .contains("Settled whether a choice was right");
        assertThat(letters().get(0)).contains("Paper Surgery found nothing wrong", "You signed the form here with us");
        tells(own, receipt); // they may say it again
        assertThat(staff.get("/practice").page().text()).contains("1 person says");
    }

    /** J24: whoever said so for somebody else hears what became of it, as long as they may choose for them. */
    @Test
    void tellsWhoeverDoubtedForSomebodyElseWhatBecameOfIt() {
        var child = cast.somebody("Cleo Paperman", 7, practice);
        cast.guardianOf(ann, child);
        jdbc.update( // the letter about the child comes to her own door
                "update person.person set email = 'ann@demo.example' where id = ?",
                ann.id().value());
        var own = patient(ann);
        var notMe = "/choices/" + child + "/not-me/" + says(own, child, "DO_NOT_ALLOW");
        for (var still : List.of(true, false)) {
            own.get(notMe).submit(notMe, "words", "Her father did", "reach", "Ring me");
            if (!still) {
                jdbc.update(
                        "update person.relation set valid_to = valid_from where proxy = ?",
                        ann.id().value());
            }
            settles(child, "STANDS", "You signed it here");
            assertThat(jdbc.queryForList(
                            "select recipient from letter.message where person = ? and kind = 'DOUBT_SETTLED'",
                            String.class,
                            ann.id().value()))
                    .as(still ? "a guardian" : "nobody any more")
                    .hasSize(1);
        }
    }

    /** T10: whoever may not choose for them any more is not told what stands now, nor where. */
    @ParameterizedTest
    @CsvSource({"MAY_CHOOSE, 1", "RIGHT_ENDED, 0", "GROWN_UP, 0"})
    void tellsWhoeverHadChosenOfACorrectionAsLongAsTheyMayChoose(String now, int told) {
        var child = cast.somebody("Cleo Paperman", 7, practice);
        cast.guardianOf(ann, child);
        jdbc.update( // the letter about the child comes to her own door
                "update person.person set email = 'ann@demo.example' where id = ?",
                ann.id().value());
        var own = patient(ann);
        var receipt = says(own, child, "DO_NOT_ALLOW");
        var notMe = "/choices/" + child + "/not-me/" + receipt;
        own.get(notMe).submit(notMe, "words", "Her father did", "reach", "Ring me");
        if (now.equals("RIGHT_ENDED")) {
            jdbc.update(
                    "update person.relation set valid_to = valid_from where proxy = ?",
                    ann.id().value());
        } else if (now.equals("GROWN_UP")) {
            new JdbcTemplate(PostgresForTests.owner(database))
                    .update(
                            "update person.person set date_of_birth = ? where id = ?",
                            today.minusYears(14),
                            child.id().value());
        }
        corrects(child, receipt, "why", "NOT_THEM");
        assertThat(jdbc.queryForList(
                        "select recipient from letter.message where person = ? and kind = 'CHOICE_CORRECTED'",
                        String.class,
                        ann.id().value()))
                .hasSize(told);
        assertThat(jdbc.queryForList(
                        "select recipient from letter.message where person = ? and kind = 'CHOICE_CORRECTED' and channel = 'POST'",
                        String.class,
                        child.id().value()))
                .hasSize(1);
    }

    /** J24: a doubt stops nothing by itself, but nothing is entered without somebody having been warned of it. */
    @Test
    void aChoiceInDoubtIsLookedAtBeforeItIsEntered() {
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        var ben = cast.adult("Ben Paperman", practice);
        says(patient(ben), ben, "DO_NOT_ALLOW");
        var before = staff.get("/practice");
        assertThat(before.page().select("input[name=entry]")).hasSize(2);
        var token = staff.token();
        own.get("/choices/" + ann + "/not-me/" + receipt);
        assertThat(own.page().text())
                .contains("the choice counts as it stands, and the practice may still enter it")
                .doesNotContain("Nothing changes before that");
        tells(own, receipt);

        // a list that was opened before
        staff.post("/practice/applied", "_csrf", token, "entry", ann + ".1", "entry", ben + ".1");
        assertThat(staff.follow().page().text())
                .contains(
                        "1 choice is marked as entered.",
                        "1 person says a choice was not theirs, so nothing was marked");
        assertThat(status()).isEqualTo("NEW");
        var row = staff.get("/practice").page();
        assertThat(row.select("tbody").text()).contains("Paperman, Ann", "Doubted: look at it first");
        assertThat(row.select("input[name=entry], #tick-all"))
                .as("not with everyone")
                .isEmpty();
        assertThat(HtmlChecker.errorsIn(staff.body())).isEmpty();

        // a page of the person that was opened before
        staff.post("/practice/applied", "_csrf", token, "entry", ann + ".1", "person", ann.toString());
        assertThat(status()).isEqualTo("NEW");
        assertThat(staff.get("/practice/people/" + ann).page().text())
                .contains("Ann says a choice was not theirs, and that is not settled. Settle it first.");
        staff.submit("/practice/applied");
        assertThat(status()).isEqualTo("APPLIED");
        assertThat(rows("select body from letter.message where person = ? and kind = 'CHOICE_APPLIED'"))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told).contains("Paper Surgery has not settled that yet"));
    }

    /** Nothing typed is lost, and nobody is told that theirs was stored. */
    @Test
    void whoeverSettlesADoubtAfterAColleagueReadsWhatTheColleagueFound() {
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        tells(own, receipt);
        var address = staff.get("/practice/people/" + ann)
                .page()
                .select("a[href*=/doubts/]")
                .attr("href");
        staff.get(address);
        var account = cast.staffOf(practice);
        var colleague = cast.signedIn(port, account);
        colleague.get(address).submit(address, "outcome", "STANDS", "note", "We saw the form together");
        assertThat(colleague.location()).isEqualTo("/practice/doubts");

        staff.submit(address, "outcome", "STANDS", "note", "My own long note");
        assertThat(staff.status()).isEqualTo(409);
        assertThat(staff.page().text())
                .contains("This is settled already", "settled it at", "the choice is theirs, and stands")
                .contains("We saw the form together")
                .doesNotContain("The person is told", "??");
        assertThat(staff.page().select("textarea").text()).isEqualTo("My own long note");
        assertThat(HtmlChecker.errorsIn(staff.body())).isEmpty();
        assertThat(colleague.get(address).page().text()).contains("You settled it at");
        assertThat(staff.get("/practice/people/" + ann + "/correct/" + receipt).location())
                .isEqualTo(address);
        assertThat(
                        rows(
                                "select note from choice.doubt_settled s join choice.doubt d on d.id = s.doubt where d.subject = ?"))
                .containsExactly("We saw the form together");
        var other = cast.signedIn(port, cast.staffOf(cast.practice("Other Surgery")));
        assertThat(other.get(address).status()).isEqualTo(404);
    }

    /** Both press at once: one is stored, and the other is told so. */
    @Test
    void ofTwoWhoSettleADoubtAtOnceOneIsToldThatTheOtherDid() throws Exception {
        var own = patient(ann);
        tells(own, says(own, ann, "DO_NOT_ALLOW"));
        var address = staff.get("/practice/people/" + ann)
                .page()
                .select("a[href*=/doubts/]")
                .attr("href");
        var colleague = cast.signedIn(port, cast.staffOf(practice));
        var both = List.of(staff, colleague);
        both.forEach(visitor -> visitor.get(address));
        var pool = Executors.newFixedThreadPool(2);
        try {
            var presses = both.stream()
                    .<Callable<Integer>>map(
                            visitor -> () -> visitor.submit(address, "outcome", "STANDS", "note", "Mine")
                                    .status())
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var press : pool.invokeAll(presses)) {
                statuses.add(press.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(302, 409);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void wordsAboutAChildAreForTheParentAndACorrectionIsNotReadAloud() {
        var child = cast.somebody("Sami Paperman", 7, practice);
        cast.guardianOf(ann, child);
        open(child);
        assertThat(staff.page().text())
                .contains("The parent or guardian of Sami gets a letter")
                .doesNotContain("else. Sami gets a letter");
        var right = staff.page().select("input[name=asker]").val();
        assertThat(keys(child, "ALLOW", "asker", right).page().text())
                .contains("The parent or guardian of Sami gets a letter");
        var receipt = jdbc.queryForObject(
                "select receipt from choice.choice_event where subject = ? limit 1",
                String.class,
                child.id().value());
        var correct = "/practice/people/" + child + "/correct/" + receipt;
        assertThat(staff.get("/practice?status=").status()).isEqualTo(200);
        assertThat(staff.get(correct).page().text()).contains("the parent or guardian of Sami gets a letter about it");
        var readBack = staff.submit(correct, "why", "PERSON").location();
        assertThat(staff.get(readBack).page().text())
                .contains("Check the correction before you save")
                .doesNotContain("Read this aloud", "wait for a yes");
    }

    @Test
    void aDoubtedOnlineChoiceIsCorrectedForThatReasonOnly() {
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        tells(own, receipt);
        var correct = "/practice/people/" + ann + "/correct/" + receipt;
        assertThat(staff.get(correct).page().select("input[name=why]").eachAttr("value"))
                .containsExactly("NOT_THEM");
        assertThat(staff.submit(correct, "why", "TYPED", "answer", "ALLOW").status())
                .isEqualTo(422);
        corrects(receipt, "why", "NOT_THEM");
        assertThat(
                        rows(
                                "select outcome from choice.doubt_settled s join choice.doubt d on d.id = s.doubt where d.subject = ?"))
                .containsExactly("CORRECTED");
        assertThat(own.get("/receipts/" + receipt).page().text()).contains("Paper Surgery corrected it at");
        assertThat(rows("select decision from choice.choice_current where subject = ? and decision is not null"))
                .isEmpty();
    }

    @Test
    void aNewlyKeyedChoiceSettlesADoubt() {
        var own = patient(ann);
        tells(own, says(own, ann, "DO_NOT_ALLOW"));
        assertThat(staff.get("/practice/people/" + ann + "/record").page().text())
                .contains("Ann told us that a choice was not theirs. Saving a choice here settles that.");
        var form = "/practice/people/" + ann + "/record";
        var readBack =
                staff.submit(form, good("ALLOW", "channel", "CALL_CENTRE")).location();
        assertThat(staff.get(readBack).page().text())
                .contains("Read this aloud, and wait for a yes", "Yes. Data from your GP");
        staff.submit(readBack).follow();
        assertThat(own.get("/choices/" + ann).page().text())
                .contains("a newer choice took its place", "typed this in after a phone call on");
        assertThat(staff.get("/practice/doubts").page().text()).contains("No one at your practice");
    }

    /** What somebody said was not theirs counts again: so does what they said. */
    @Test
    void aDoubtComesBackWithTheChoiceThatItIsAbout() {
        var own = patient(ann);
        var receipt = says(own, ann, "DO_NOT_ALLOW");
        tells(own, receipt);
        for (var time : List.of("once", "and once more")) {
            keys(ann, "ALLOW");
            assertThat(openDoubts()).as(time).isEmpty();
            corrects(receipts().get(0), "why", "PERSON");
            assertThat(openDoubts()).as(time).containsExactly(receipt);
        }
        assertThat(staff.get("/practice/doubts").page().select("tbody").text()).contains("Ann Paperman");
        keys(ann, "ALLOW");
        corrects(receipts().get(0), "why", "TYPED", "answer", "DO_NOT_ALLOW");
        assertThat(openDoubts()).as("it was said anew").isEmpty();
    }

    private List<String> openDoubts() {
        return rows(
                "select receipt from choice.doubt d join choice.doubt_open o on o.doubt = d.id where d.subject = ?");
    }

    /** Another way to reach somebody is not lost because they told before. */
    @Test
    void whatIsToldLaterIsKeptBesideIt() {
        keys(ann, "DO_NOT_ALLOW");
        var receipt = receipts().get(0);
        var told = "/practice/people/" + ann + "/doubt";
        for (var reach : List.of("01632 960 001", "01632 960 002", "01632 960 002")) {
            staff.get(told).submit(told, "reference", receipt, "words", "Never signed", "reach", reach);
            assertThat(staff.status()).isEqualTo(302);
        }
        assertThat(rows("select reach from choice.doubt where subject = ? order by n"))
                .containsExactly("01632 960 001", "01632 960 002");
        for (int i = 3; i <= 5; i++) {
            staff.get(told).submit(told, "reference", receipt, "words", "Never signed", "reach", "At " + i);
        }
        staff.get(told).submit(told, "reference", receipt, "words", "Never signed", "reach", "At 6");
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select(".nhsuk-error-summary a").text())
                .isEqualTo("This choice stands on your list 5 times already. Settle those first");
        assertThat(openDoubts()).hasSize(5);
    }

    @Test
    void staffOpenTheSameTaskForWhoeverPhonesAboutALetter() {
        keys(ann, "DO_NOT_ALLOW");
        var receipt = receipts().get(0);
        var told = "/practice/people/" + ann + "/doubt";
        staff.get(told).submit(told, "reference", "AAAA-AAAA", "words", "Never signed", "reach", "At home");
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select("#words").val()).isEqualTo("Never signed");
        staff.submit(told, "reference", receipt.toLowerCase(), "words", "Never signed", "reach", "At home");
        assertThat(staff.follow().page().select("tbody").text()).contains("Ann Paperman");
        assertThat(patient(ann).get("/choices/" + ann).page().text())
                .contains("We were told at", "Wrote down that a choice was not right");
    }

    @Test
    void whoeverCameByLetterTellsItTooAndNobodyElseDoes() { // T6
        var visitor = cast.byLetter(port, ann);
        var receipt = says(visitor, ann, "ALLOW");
        var notMe = "/choices/" + ann + "/not-me/" + receipt;
        var stranger = patient(cast.adult("Sid Stranger", practice));
        assertThat(stranger.get(notMe).status()).isEqualTo(404);
        assertThat(stranger.get(notMe.replace(ann.toString(), "x")).status()).isEqualTo(404);
        assertThat(visitor.get(notMe).page().text()).doesNotContain("Choose again");
        visitor.submit(notMe, "words", "Typed in error", "reach", "ann@demo.example");
        assertThat(visitor.follow().page().text()).contains("The GP practice has not settled it yet.");
    }

    /** No dead end: the phone line now, the practice as soon as there is one. */
    @Test
    void somebodyRegisteredNowhereIsGivenThePhoneAndSeenByTheNextPractice() {
        var own = patient(ann);
        var receipt = says(own, ann, "ALLOW");
        leaves();
        assertThat(own.get("/choices/" + ann + "/not-me/" + receipt).page().text())
                .contains("No GP practice is on record, so please phone us too.");
        tells(own, receipt);
        assertThat(own.get("/choices/" + ann).page().text()).contains("Phone us to settle it");
        assertThat(staff.get("/practice/doubts").page().text()).contains("No one at your practice");
        var next = cast.practice("Next Surgery");
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "insert into person.registration (person, registered_from, practice) values (?, (now() at time zone 'Europe/London')::date, ?)",
                    ann.id().value(),
                    next.value());
            events.publishEvent(new RegistrationMoved(ann.id(), Optional.empty(), Optional.of(next)));
        });
        var theirs = cast.signedIn(port, cast.staffOf(next));
        assertThat(theirs.get("/practice/doubts").page().select("tbody").text()).contains("Ann Paperman");
        assertThat(theirs.get("/practice").page().text()).contains("1 person says a choice was not theirs");
        assertThat(staff.get("/practice").page().text()).doesNotContain("was not theirs");
    }

    private void leaves() {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?",
                    ann.id().value());
            events.publishEvent(new RegistrationMoved(ann.id(), Optional.of(practice), Optional.empty()));
        });
    }

    // ---- In words

    private WebVisitor patient(Somebody person) {
        return cast.signedIn(port, cast.accountOf(person));
    }

    /** Online; gives the reference. */
    private String says(WebVisitor visitor, Somebody person, String answer) {
        var question = "/choices/" + person + "/change";
        var check = visitor.get(question).submit(question, "choice", answer).location();
        return visitor.get(check).submit(check).location().replace("/receipts/", "");
    }

    private void tells(WebVisitor visitor, String receipt) {
        var notMe = "/choices/" + ann + "/not-me/" + receipt;
        visitor.get(notMe).submit(notMe, "words", "Not me", "reach", "Ring me");
    }

    /** Finds somebody, for the reason of keying, and opens the form. */
    private WebVisitor open(Somebody person) {
        var number = jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
        var found = staff.get("/practice/search")
                .submit("/practice/search", "nhsNumber", number, "reason", "KEYING")
                .location();
        return staff.get(found.replace("?", "/record?"));
    }

    private String[] good(String answer, String... more) {
        var others = new ArrayList<>(List.of("answer", answer));
        others.addAll(List.of(more));
        return PaperForm.signedOn(today, others.toArray(String[]::new));
    }

    /** The fields of a paper, or call, of that day; before today there was no paper form of ours. */
    private String[] on(LocalDate day, String... more) {
        var fields = new ArrayList<>(List.of(
                "decidedOn.day",
                String.valueOf(day.getDayOfMonth()),
                "decidedOn.month",
                String.valueOf(day.getMonthValue()),
                "decidedOn.year",
                String.valueOf(day.getYear()),
                "version",
                day.isBefore(today) ? "" : "1"));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    /** Types it and is refused; gives what the page says is wrong. */
    private String refused(Somebody person, LocalDate day, String... more) {
        open(person).submit("/practice/people/" + person + "/record", good("ALLOW", on(day, more)));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select("input[name=decidedOn.year]").val()).isEqualTo(String.valueOf(day.getYear()));
        return staff.page().select(".nhsuk-error-summary a").text();
    }

    /** Types a choice; gives the address of the page that reads it back. */
    private String types(Somebody person, String answer, String... more) {
        return open(person)
                .submit("/practice/people/" + person + "/record", good(answer, more))
                .location();
    }

    private WebVisitor keys(Somebody person, String answer, String... more) {
        var readBack = types(person, answer, more);
        return staff.get(readBack).submit(readBack).follow();
    }

    private void corrects(String receipt, String... fields) {
        corrects(ann, receipt, fields);
    }

    private void corrects(Somebody person, String receipt, String... fields) {
        var correct = "/practice/people/" + person + "/correct/" + receipt;
        var readBack = staff.get(correct).submit(correct, fields).location();
        assertThat(staff.get(readBack)
                        .submit(readBack)
                        .follow()
                        .page()
                        .select("h1")
                        .text())
                .isEqualTo("Saved");
    }

    private void settles(String outcome, String note) {
        settles(ann, outcome, note);
    }

    private void settles(Somebody person, String outcome, String note) {
        var address = staff.get("/practice/people/" + person)
                .page()
                .select("a[href*=/doubts/]")
                .attr("href");
        staff.get(address).submit(address, "outcome", outcome, "note", note);
    }

    private void enters(String entry) {
        staff.get("/practice/people/" + ann)
                .post("/practice/applied", "_csrf", staff.token(), "entry", entry, "person", ann.toString());
    }

    private static String addressOf(WebVisitor readBack) {
        return readBack.page().select("main form").attr("action");
    }

    private List<String> rows(String sql) {
        return jdbc.queryForList(sql, String.class, ann.id().value());
    }

    /** The newest first. */
    private List<String> receipts() {
        return rows("select receipt from choice.choice_event where subject = ? and type = 'TYPE_1' order by n desc");
    }

    private int events() {
        return rows("select receipt from choice.choice_event where subject = ?").size();
    }

    private String status() {
        return rows("select status from choice.practice_listing where subject = ? and type = 'TYPE_1'")
                .get(0);
    }

    /** By post, not taken back; the newest first. */
    private List<String> letters() {
        return rows(
                "select body from letter.message where person = ? and channel = 'POST' and withdrawn_at is null order by created_at desc");
    }

    private List<String> looks() {
        return rows("""
                select e.action || coalesce(' ' || e.reason, '') from audit.entry_subject s join audit.entry e on e.id = s.entry
                where s.subject = ? and e.actor_role like 'PRACTICE%' order by e.at
                """);
    }

    private List<Integer> stored() {
        return List.of("choice.choice_event", "choice.choice_current", "choice.keyed_entry", "choice.doubt").stream()
                .map(table -> jdbc.queryForObject(
                        "select count(*) from " + table + " where subject = ?",
                        Integer.class,
                        ann.id().value()))
                .toList();
    }
}
