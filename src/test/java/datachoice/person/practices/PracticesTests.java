package datachoice.person.practices;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.WebVisitor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Practices come, change their name, and close; what people chose outlives all of it. */
@WholePortal
class PracticesTests {
    private static final String PRACTICES = "/admin/practices";
    private static final AtomicInteger NEXT = new AtomicInteger(20_000);

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    private WebVisitor admin;

    @BeforeEach
    void anAdministrator() {
        cast.forgetFailedTries();
        admin = cast.signedIn(port, cast.admin());
    }

    @Test
    void addsAPractice() {
        var code = "U" + NEXT.incrementAndGet();
        admin.get(PRACTICES + "/new")
                .submit(PRACTICES + "/new", fields(" " + code.toLowerCase(), "Zoë’s  Surgery", "le13 3rd"));
        assertThat(admin.location()).isEqualTo(PRACTICES + "/" + code);
        assertThat(admin.follow().page().select(".nhsuk-notification-banner").text())
                .contains("The practice was added.");
        assertThat(admin.page().select("h1").text()).isEqualTo("Zoë’s Surgery");
        assertThat(admin.page().select("#postcode").attr("value")).isEqualTo("LE13 3RD");
        assertThat(acts(code)).containsExactly("PRACTICE_ADDED");

        admin.get(PRACTICES + "/new").submit(PRACTICES + "/new", fields(code, "Another", "LE13 3RD"));
        assertThat(problems()).containsExactly("There is a practice with this code already");
        assertThat(admin.page().select("#name").attr("value")).isEqualTo("Another");
        admin.get(PRACTICES + "/new").submit(PRACTICES + "/new", fields("ELM", "1234", "Elm"));
        assertThat(problems())
                .containsExactly(
                        "Practice code must be one letter and 5 numbers, like E85001",
                        "Name must include letters",
                        "Enter a full UK postcode, like LS1 4AP");
        admin.get(PRACTICES + "/new").submit(PRACTICES + "/new");
        assertThat(problems()).hasSize(5);
    }

    @Test
    void findsThemByNameAndByCode() {
        var code = cast.practice("Needle_In 100% Haystack");
        for (var words : List.of(
                "needle_in", "100%25", code.value(), code.value().toLowerCase().substring(0, 5))) {
            assertThat(admin.get(PRACTICES + "?q=" + words)
                            .page()
                            .select("tbody")
                            .text())
                    .as(words)
                    .contains("Haystack");
        }
        assertThat(admin.get(PRACTICES + "?q=n_edle")
                        .page()
                        .select(".app-empty")
                        .text())
                .startsWith("No practice matches");
        assertThat(admin.get(PRACTICES + "?q=&page=99999").status()).isEqualTo(200);
        assertThat(admin.get(PRACTICES + "?q=" + "x".repeat(5000)).status()).isEqualTo(200);
        assertThat(admin.get(PRACTICES + "?page=-1").page().select("tbody tr")).isNotEmpty();
    }

    @Test
    void keepsTheNamesThatItHad() {
        var code = cast.practice("Old Name Surgery");
        change(code, "Newer Name Surgery");
        change(code, "Newest Name Surgery");
        change(code, "Newest Name Surgery");
        assertThat(versions(code)).as("put right on the day it began").containsExactly("Newest Name Surgery");
        new JdbcTemplate(datachoice.PostgresForTests.owner(database))
                .update(
                        "update practice.practice_version set valid_from = valid_from - 10 where ods_code = ?",
                        code.value());
        change(code, "Tomorrow Surgery");
        assertThat(versions(code)).containsExactly("Newest Name Surgery", "Tomorrow Surgery");
        assertThat(acts(code.value()))
                .containsExactly("PRACTICE_ADDED", "PRACTICE_RENAMED", "PRACTICE_RENAMED", "PRACTICE_RENAMED");
    }

    /** What nobody agreed to within a week was never asked for: whoever comes then is the first again. */
    @Test
    void forgetsAfterAWeekWhoAskedToClose() {
        var code = cast.practice("Second Thoughts Surgery");
        var close = PRACTICES + "/" + code + "/close";
        admin.get(close).submit(close, "typed", code.value());
        assertThat(jdbc.update(
                        "update practice.closing set ended_at = null where practice = ? and ended_at is null",
                        code.value()))
                .isEqualTo(1);
        new JdbcTemplate(datachoice.PostgresForTests.owner(database))
                .update(
                        "update practice.closing set asked_at = asked_at - interval '7 days' where practice = ?",
                        code.value());
        var other = cast.signedIn(port, cast.admin());
        assertThat(other.get(PRACTICES).page().select("main").text()).doesNotContain("An administrator asks");
        other.get(close).submit(close, "typed", code.value());
        assertThat(other.follow().page().select("main").text()).contains("The practice is still open.");
        assertThat(jdbc.queryForObject(
                        "select count(*) from practice.closing where practice = ? and agreed_by is null",
                        Integer.class,
                        code.value()))
                .isEqualTo(2);
        admin.get(close).submit(close, "typed", code.value());
        assertThat(admin.follow().page().select("main").text()).contains("The practice is closed.");
    }

    /** Choices stay, lists do not, and the next practice is told to ask again. */
    @Test
    void closesAPractice() {
        var code = cast.practice("Last Day Surgery");
        var person = cast.adult("Lara Last", code);
        var account = cast.accountOf(person);
        var lara = cast.signedIn(port, account);
        var question = "/choices/" + person + "/change";
        lara.get(question).submit(question, "choice", "DO_NOT_ALLOW");
        var check = lara.location();
        lara.get(check).submit(check);
        var lead = cast.leadOf(code);

        admin.get(PRACTICES + "/" + code + "/close");
        assertThat(admin.page().select("h1").text()).isEqualTo("Close Last Day Surgery?");
        assertThat(admin.page().select("main").text())
                .contains("1 person is registered there.")
                .doesNotContain("Lara");
        for (var typed : List.of("", "E85001", "no code")) {
            admin.submit(PRACTICES + "/" + code + "/close", "typed", typed);
            assertThat(admin.status()).isEqualTo(422);
            assertThat(admin.page().select(".nhsuk-error-summary a").text())
                    .isEqualTo("Type the code of this practice, " + code + ", or do not close it");
        }
        // T9: nobody closes a practice alone where somebody else could agree
        for (int again = 0; again < 2; again++) {
            admin.get(PRACTICES + "/" + code + "/close");
            admin.post(PRACTICES + "/" + code + "/close", "typed", code.value(), "_csrf", admin.token());
            assertThat(admin.follow().page().select("main").text())
                    .contains("The practice is still open. Ask another administrator to close it too.")
                    .doesNotContain("Closed on");
        }
        assertThat(admin.get(PRACTICES + "/" + code + "/close")
                        .page()
                        .select("main")
                        .text())
                .contains("You asked to close it at ", "it stays open")
                .doesNotContain("Code of the practice");
        assertThat(admin.get(PRACTICES).page().select("main").text())
                .contains(
                        "You asked to close this practice. Another administrator has to agree by", "Last Day Surgery");
        assertThat(acts(code.value())).contains("PRACTICE_CLOSING_ASKED").doesNotContain("PRACTICE_CLOSED");
        var asked = admin;
        admin = cast.signedIn(port, cast.admin());
        assertThat(admin.get(PRACTICES).page().select("main").text())
                .contains("An administrator asks to close this practice. You can agree until");
        admin.get(PRACTICES + "/" + code + "/close");
        assertThat(admin.page().select("main").text()).contains("Another administrator asked to close it at ");
        admin.submit(
                PRACTICES + "/" + code + "/close", "typed", " " + code.value().toLowerCase(java.util.Locale.ROOT));
        assertThat(asked.get(PRACTICES).page().select("main").text())
                .doesNotContain("You asked to close this practice");

        assertThat(admin.follow().page().select("main").text())
                .contains("The practice is closed.", "Closed on")
                .doesNotContain("Save");
        assertThat(jdbc.queryForObject(
                        "select practice from person.published_person where id = ?",
                        String.class,
                        person.id().value()))
                .isNull();
        assertThat(jdbc.queryForObject(
                        "select count(*) from choice.practice_listing where subject = ?",
                        Integer.class,
                        person.id().value()))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from choice.choice_current where subject = ?",
                        Integer.class,
                        person.id().value()))
                .isEqualTo(2);
        assertThat(acts(code.value())).contains("PRACTICE_CLOSED");
        assertThat(lara.get("/choices/" + person).page().select("main").text()).contains("Last Day Surgery");
        // its lead has nothing to do there any more, and nobody new comes
        var after = cast.signedIn(port, lead);
        for (var page : List.of(
                "/practice",
                "/practice/uploads",
                "/practice/uploads/template.csv",
                "/practice/activity",
                "/practice/staff",
                "/practice/staff/invite")) {
            assertThat(after.get(page).status()).as(page).isEqualTo(410);
            assertThat(after.page().select("h1").text()).as(page).isEqualTo("Last Day Surgery is closed here");
            assertThat(after.page().select("main").text())
                    .as(page)
                    .contains("since " + UkTime.date(UkTime.today(Clock.systemUTC())))
                    .doesNotContain("Lara");
            assertThat(after.page().select("header form[action=/sign-out]"))
                    .as(page)
                    .hasSize(1);
        }
        assertThat(after.get("/account").status()).isEqualTo(200);
        var invite = "/admin/accounts/invite";
        admin.get(invite)
                .submit(invite, "email", "late@demo.example", "role", "PRACTICE_LEAD", "practice", code.value());
        assertThat(admin.status()).isEqualTo(422);
        assertThat(admin.page().select(".nhsuk-error-summary").text()).contains("No open practice here has this code.");
        admin.get(PRACTICES);
        // once is enough, and there is no way back
        assertThat(admin.post(PRACTICES + "/" + code + "/close", "_csrf", admin.token())
                        .status())
                .isIn(302, 403);
        assertThat(admin.get(PRACTICES + "/" + code + "/close").status()).isEqualTo(404);

        // where she registers next she is asked again (R3)
        var next = cast.practice("Next Day Surgery");
        var file =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                        + jdbc.queryForObject(
                                "select nhs_number from person.person where id = ?",
                                String.class,
                                person.id().value())
                        + ",Last,Lara," + person.born() + ",,,,,,,,,,";
        datachoice.TestPeople.asJob(
                () -> register.load(register.check(next, "x.csv", new java.io.ByteArrayInputStream(file.getBytes()))
                        .id()));
        assertThat(jdbc.queryForObject(
                        "select status from choice.practice_listing where subject = ? and practice = ? and type = 'TYPE_1'",
                        String.class,
                        person.id().value(),
                        next.value()))
                .isEqualTo("TO_RECONFIRM");
    }

    @Autowired
    datachoice.person.register.RegisterImport register;

    @Autowired
    org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails database;

    private void change(OdsCode code, String name) {
        admin.get(PRACTICES + "/" + code).submit(PRACTICES + "/" + code, fields(code.value(), name, "QE1 1AA"));
        assertThat(admin.status()).as(admin.body()).isEqualTo(302);
    }

    private static String[] fields(String code, String name, String postcode) {
        return new String[] {
            "code",
            code,
            "name",
            name,
            "address1",
            "1 Row",
            "address2",
            "",
            "postcode",
            postcode,
            "phone",
            "01632 960 001"
        };
    }

    private List<String> versions(OdsCode code) {
        return jdbc.queryForList(
                "select name from practice.practice_version where ods_code = ? order by valid_from",
                String.class,
                code.value());
    }

    private List<String> acts(String code) {
        return jdbc.queryForList(
                "select action from audit.entry where action like 'PRACTICE%' and detail = ? order by at",
                String.class, code);
    }

    private List<String> problems() {
        assertThat(admin.status()).isEqualTo(422);
        return admin.page().select(".nhsuk-error-summary__list a").eachText();
    }
}
