package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast.Somebody;
import datachoice.identity.WebVisitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Choices that are saved in two places, too often, or too late: nothing is lost, and nothing is said that is not so. */
@WholePortal
class SavingOftenTests {
    private static final String SAVE = "Save my choice";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    private Somebody person;
    private String question;

    @BeforeEach
    void somebodyNew() {
        cast.forgetFailedTries();
        person = cast.adult("Olga Often", cast.practice("Often Surgery"));
        question = "/choices/" + person + "/change";
    }

    private String answers(WebVisitor visitor, String choice) {
        return visitor.get(question).submit(question, "choice", choice).location();
    }

    private WebVisitor byLetter(String code) {
        return cast.enter(new WebVisitor(port), code, person);
    }

    /** T24: one letter, two browsers, two answers. */
    @Test
    void tellsTheSecondOfTwoBrowsersThatTheirAnswerWasNotSaved() {
        var code = cast.letterFor(person);
        var first = byLetter(code);
        var second = byLetter(code);
        var yes = answers(first, "ALLOW");
        var no = answers(second, "DO_NOT_ALLOW");
        second.get(no);
        var receipt = first.get(yes).submit(yes).location();

        assertThat(second.submit(no).status()).isEqualTo(409);
        assertThat(second.page().select("h1").text()).isEqualTo("This choice was changed a moment ago");
        assertThat(second.page().text()).contains("Nothing you just entered was saved.");
        assertThat(second.page().select("main a[href=" + receipt + "]")).hasSize(1);
        assertThat(second.get(no).status()).as("the check page opened again").isEqualTo(409);
        assertThat(second.get(yes).location()).as("the answer that was saved").isEqualTo(receipt);
        assertThat(second.get(question).location())
                .as("the letter's page opened again")
                .isEqualTo(receipt);
        assertThat(count("choice.choice_event")).isEqualTo(2);
    }

    @Test
    void savesAtMostTenTimesAnHourAndSendsOneLetter() {
        UkMidnight.isFarOff();
        var begun = Instant.now();
        var visitor = cast.signedIn(port, cast.accountOf(person));
        for (int i = 0; i < 10; i++) {
            var check = answers(visitor, i % 2 == 0 ? "ALLOW" : "DO_NOT_ALLOW");
            assertThat(visitor.get(check).submit(check).location()).startsWith("/receipts/");
        }
        var check = answers(visitor, "ALLOW");
        visitor.get(check).submit(check);
        assertThat(visitor.status()).isEqualTo(429);
        assertThat(Integer.parseInt(visitor.header("Retry-After").orElseThrow()))
                .as("until an hour after the first of them")
                .isBetween(3600 - (int) Duration.between(begun, Instant.now()).toSeconds() - 1, 3601);
        assertThat(visitor.page().text()).contains("Nothing was saved this time", "It is kept until");
        assertThat(HtmlChecker.errorsIn(visitor.body())).isEmpty();
        assertThat(visitor.page().select("main a[href=" + check + "]")).hasSize(1);
        assertThat(visitor.get(check).status()).as("the answer is kept").isEqualTo(200);
        assertThat(count("choice.choice_event")).isEqualTo(20);

        var receipt = jdbc.queryForObject(
                "select receipt from choice.choice_current where subject = ? and type = 'TYPE_1'",
                String.class,
                person.id().value());
        assertThat(jdbc.queryForList(
                        "select receipt from letter.message where person = ? and channel = 'POST' and kind = 'CHOICE_SAVED' and withdrawn_at is null",
                        String.class,
                        person.id().value()))
                .as("one letter for one evening, about the newest choice")
                .containsExactly(receipt);
        assertThat(jdbc.queryForObject(
                        "select extract(hour from due_at at time zone 'Europe/London') from letter.message where receipt = ? and channel = 'POST'",
                        Integer.class,
                        receipt))
                .as("printed when the day is over")
                .isZero();

        anHourPasses();
        assertThat(visitor.submit(check).location()).startsWith("/receipts/");
    }

    /** Registered nowhere, a person is asked about one of two ledgers; what counts in the other was said with the older one. */
    @Test
    void stillConfirmsWhatANewerChoiceDidNotReplace() {
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var check = answers(visitor, "DO_NOT_ALLOW");
        var older = visitor.get(check).submit(check).location().replace("/receipts/", "");
        jdbc.update(
                "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?",
                person.id().value());
        var next = answers(visitor, "ALLOW");
        var newer = visitor.get(next).submit(next).location().replace("/receipts/", "");
        assertThat(jdbc.queryForList(
                        "select receipt from letter.message where person = ? and channel = 'POST' and withdrawn_at is null",
                        String.class,
                        person.id().value()))
                .containsExactlyInAnyOrder(older, newer);
    }

    /** Whoever loses a race is asked again; nothing is wrong that somebody should read in the log. */
    @Test
    void makesNoNewsOfARace() {
        assertThat(LoggerFactory.getLogger("org.hibernate.orm.jdbc.error").isErrorEnabled())
                .isFalse();
    }

    private void anHourPasses() {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.execute("alter table choice.choice_event disable trigger choice_event_append_only");
        owner.update(
                "update choice.choice_event set recorded_at = recorded_at - interval '1 hour' where subject = ?",
                person.id().value());
        owner.execute("alter table choice.choice_event enable always trigger choice_event_append_only");
    }

    /** B12, J25. */
    @Test
    void keepsTheAnswerOfACheckPageThatWasSentTooLate() {
        var email = cast.accountOf(person);
        var visitor = cast.signedIn(port, email);
        var check = answers(visitor, "DO_NOT_ALLOW");
        visitor.get(check);
        cast.letTimePassFor(cast.idOf(email));
        visitor.submit(check);
        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.page().text())
                .contains("Your answers are kept until")
                .doesNotContain("Nothing was saved");
        assertThat(visitor.page().select("main a.nhsuk-button").attr("href")).isEqualTo("/sign-in");
        visitor.get("/sign-in").submit("/sign-in", "email", email, "password", Cast.PASSWORD);
        assertThat(visitor.location()).isEqualTo(check);
        assertThat(visitor.follow().page().select("main button").text()).isEqualTo(SAVE);
        assertThat(visitor.submit(check).location()).startsWith("/receipts/");
    }

    @Test
    void leadsWhoeverCameByLetterBackToTheirLetter() {
        var code = cast.letterFor(person);
        var visitor = byLetter(code);
        var check = answers(visitor, "DO_NOT_ALLOW");
        var page = visitor.get(check).page();
        var stranger = new WebVisitor(port);
        stranger.post(check, fieldsOf(page.select("form[action=" + check + "] input[type=hidden]")));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.page().text()).contains("Your answers are kept until");
        assertThat(stranger.page().select("main a.nhsuk-button").attr("href")).isEqualTo("/letter-code");
        cast.enter(stranger, code, person);
        assertThat(stranger.location()).isEqualTo(check);
        assertThat(stranger.follow().status()).isEqualTo(200);

        // somebody else learns nothing, and is not sent there
        var other = cast.adult("Otto Other", cast.practice("Other Surgery"));
        var fields = fieldsOf(page.select("form[action=" + check + "] input[type=hidden]"));
        fields[fields.length - 1] = "no ticket of ours";
        assertThat(new WebVisitor(port).post(check, fields).page().text())
                .as("without the ticket")
                .contains("Nothing was saved");
        assertThat(cast.signedIn(port, cast.accountOf(other)).get(check).status())
                .isEqualTo(404);
    }

    /** Nobody is signed in when they are kept. */
    @Test
    void keepsSoManyAnswersAndNoMore() {
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var form = visitor.get(question).page().select("form[action=" + question + "] input[type=hidden]");
        var fields = new ArrayList<String>();
        for (int i = 0; i < form.size(); i++) {
            fields.add(form.get(i).attr("name"));
            fields.add(
                    form.get(i).attr("name").equals("seenType1")
                            ? "#"
                            : form.get(i).attr("value"));
        }
        fields.add("choice");
        fields.add("ALLOW");
        for (int i = 0; i < 30; i++) {
            var seen = String.valueOf(i);
            var sent =
                    fields.stream().map(text -> text.equals("#") ? seen : text).toArray(String[]::new);
            for (int again = 0; again < 2; again++) {
                var text = new WebVisitor(port).post(question, sent).page().text();
                assertThat(text).contains(i < 20 ? "Your answers are kept until" : "Nothing was saved");
            }
        }
        assertThat(count("choice.draft")).isEqualTo(20);
    }

    private static String[] fieldsOf(Iterable<Element> form) {
        var fields = new ArrayList<String>();
        form.forEach(field -> {
            fields.add(field.attr("name"));
            fields.add(field.attr("value"));
        });
        return fields.toArray(String[]::new);
    }

    private Integer count(String table) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where subject = ?",
                Integer.class,
                person.id().value());
    }
}
