package datachoice.choice.practice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.identity.WebVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** G5: a letter with a new code for one person, in place of one that got lost. */
@WholePortal
class PersonLetterTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    private OdsCode practice;
    private WebVisitor staff;

    @BeforeEach
    void staffOfAPractice() {
        cast.forgetFailedTries();
        practice = cast.practice("Lost Letter Surgery");
        staff = cast.signedIn(port, cast.staffOf(practice));
    }

    @Test
    void voidsTheOldCodeAndLetsThePersonChooseWithTheNewOne() {
        var lena = cast.adult("Lena Loser", practice);
        var lost = cast.letterFor(lena);
        var thief = cast.enter(new WebVisitor(port), lost, lena);
        assertThat(thief.status()).isEqualTo(302);

        var address = open(lena);
        assertThat(letterPart()).contains("The last letter was made at", "Its code works until");
        send(lena);
        assertThat(staff.status()).isEqualTo(302);
        staff.get(staff.location());
        assertThat(staff.page().select(".nhsuk-notification-banner").text())
                .contains("A letter with a new code is on its way");
        assertThat(staff.get(address).status()).isEqualTo(200);

        assertThat(thief.get("/choices/" + lena + "/change").location()).startsWith("/sign-in");
        assertThat(cast.enter(new WebVisitor(port), lost, lena).status()).isEqualTo(422);
        assertThat(cast.enter(new WebVisitor(port), newest(lena), lena).status())
                .isEqualTo(302);

        var looks = cast.signedIn(port, cast.accountOf(lena))
                .get("/choices/" + lena)
                .page()
                .text();
        assertThat(looks).contains("Sent a letter with a code");
        assertThat(jdbc.queryForObject("""
                        select count(*) from audit.entry e join audit.entry_subject s on s.entry = e.id
                        where s.subject = ? and e.action = 'LETTER_CODE_ISSUED' and e.actor_role = 'PRACTICE_STAFF' and e.practice = ?
                        """, Integer.class, lena.id().value(), practice.value()))
                .isEqualTo(1);
    }

    /** A letter whose code is void before it is printed is not printed. */
    @Test
    void takesBackTheLetterThatStillWaits() {
        var wim = cast.adult("Wim Waits", practice);
        cast.letterFor(wim);
        owner().update(
                        "update letter.message set due_at = now() + interval '1 day', attempts = 0, sent_at = null where person = ?",
                        wim.id().value());
        open(wim);
        send(wim);
        assertThat(jdbc.queryForList(
                        "select withdrawn_at is not null from letter.message where person = ? and kind = 'LETTER_CODE' order by created_at",
                        Boolean.class,
                        wim.id().value()))
                .containsExactly(true, false);
    }

    /** T28: no more than three in 28 days, whoever asks. */
    @Test
    void sendsThreeInTwentyEightDaysAndNoMore() {
        var max = cast.adult("Max Many", practice);
        for (int i = 1; i <= 3; i++) {
            open(max);
            send(max);
            assertThat(letters(max)).isEqualTo(i);
        }
        open(max);
        assertThat(letterPart()).contains("3 letters were made in the last 28 days");
        assertThat(staff.page().select("form[action$=/letter]")).isEmpty();
        owner().update(
                        "update identity.letter_code set issued_at = issued_at - interval '29 days', expires_at = expires_at - interval '29 days' where person = ?",
                        max.id().value());
        open(max);
        send(max);
        assertThat(letters(max)).isEqualTo(4);
    }

    /** T25: one press, one letter. */
    @Test
    void pressedTwiceSendsOne() throws Exception {
        var dora = cast.adult("Dora Double", practice);
        var address = open(dora);
        var form = staff.page().selectFirst("form[action$=/letter]");
        var fields = new ArrayList<String>();
        form.select("input[type=hidden]").forEach(hidden -> {
            fields.add(hidden.attr("name"));
            fields.add(hidden.attr("value"));
        });
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> staff.post("/practice/people/" + dora + "/letter", fields.toArray(String[]::new)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(letters(dora)).isEqualTo(1);
        assertThat(staff.get(address).status()).isEqualTo(200);
    }

    @Test
    void saysWhyThereIsNone() {
        var child = cast.somebody("Kit Kid", 9, practice);
        var nowhere = cast.adult("Noa Nowhere", practice);
        owner().update(
                        "update person.person set address_1 = null, address_2 = null, address_3 = null, address_4 = null where id = ?",
                        nowhere.id().value());
        open(child);
        assertThat(letterPart()).contains("under 13").contains("A parent or guardian chooses");
        refused(child);
        open(nowhere);
        assertThat(letterPart()).contains("There is no postal address on record");
        refused(nowhere);
    }

    /** The page of all letters says what whoever's code does not work any more can do, and that is so. */
    @Test
    void whoseCodeWasUsedAtAnotherPracticeGetsOneAtOnce() {
        var sol = cast.adult("Sol Spent", cast.practice("Far Surgery"));
        var own = cast.byLetter(port, sol);
        var question = "/choices/" + sol + "/change";
        var check = own.get(question).submit(question, "choice", "ALLOW").location();
        own.get(check).submit(check);
        jdbc.update(
                "update person.registration set registered_to = registered_from where person = ?",
                sol.id().value());
        jdbc.update(
                "insert into person.registration (person, registered_from, practice) values (?, ?, ?)",
                sol.id().value(),
                sol.born(),
                practice.value());
        var page = staff.get("/practice/letters").page();
        assertThat(page.select("main tbody tr").eachText())
                .contains("Had a letter in the last 28 days, but its code does not work any more 1");
        assertThat(page.text())
                .contains("once it was used, also at an earlier practice.")
                .contains("28 days after the last one. Whoever asks you gets one at once: find the person first.");
        open(sol);
        send(sol);
        assertThat(letters(sol)).isEqualTo(2);
    }

    /** T7: staff of another practice, and a person who is not open, get nowhere. */
    @Test
    void onlyForAnOpenRecordOfTheOwnPractice() {
        var ann = cast.adult("Ann Away", cast.practice("Far Surgery"));
        var closed = cast.adult("Cleo Closed", practice);
        staff.get("/practice/search");
        for (var person : List.of(ann, closed)) {
            staff.post("/practice/people/" + person + "/letter", "_csrf", staff.token(), "letters", "0");
            assertThat(staff.status()).isEqualTo(404);
            assertThat(letters(person)).isZero();
            staff.get("/practice/search");
        }
    }

    private void refused(Somebody person) {
        var token = staff.token();
        var search = staff.page().select("a[href*=search=]").attr("href").replaceAll(".*search=([^&]*).*", "$1");
        staff.post("/practice/people/" + person + "/letter", "_csrf", token, "search", search, "letters", "0");
        assertThat(letters(person)).isZero();
    }

    /** Finds them with a reason, as staff do. */
    private String open(Somebody person) {
        staff.get("/practice/search")
                .submit(
                        "/practice/search",
                        "name",
                        person.familyName(),
                        "dateOfBirth.day",
                        String.valueOf(person.born().getDayOfMonth()),
                        "dateOfBirth.month",
                        String.valueOf(person.born().getMonthValue()),
                        "dateOfBirth.year",
                        String.valueOf(person.born().getYear()),
                        "reason",
                        "PROOF");
        var address = staff.location();
        assertThat(staff.get(address).status()).isEqualTo(200);
        return address;
    }

    private void send(Somebody person) {
        staff.submit("/practice/people/" + person + "/letter");
    }

    private String letterPart() {
        return staff.page().select("section[aria-labelledby=letter]").text();
    }

    /** What {@code app} may not change: the past. */
    private JdbcTemplate owner() {
        return new JdbcTemplate(PostgresForTests.owner(database));
    }

    private int letters(Somebody person) {
        return jdbc.queryForObject(
                "select count(*) from identity.letter_code where person = ?",
                Integer.class,
                person.id().value());
    }

    private String newest(Somebody person) {
        var body = jdbc.queryForObject(
                "select body from letter.message where person = ? and kind = 'LETTER_CODE' order by created_at desc limit 1",
                String.class,
                person.id().value());
        return body.lines()
                .filter(line -> line.matches("[0-9A-Z]{4}-[0-9A-Z]{4}"))
                .findFirst()
                .orElseThrow();
    }
}
