package datachoice.portal.demo;

import static datachoice.TestPeople.as;
import static datachoice.TestPeople.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.identity.CodeRequested;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole demo as it is after its first start, over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "datachoice.demo-people=true")
@Import(PostgresForTests.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DemoPeople people;

    @Autowired
    Relations relations;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    JdbcConnectionDetails database;

    @Test
    void hasItsPeopleOnce() {
        people.start();
        assertThat(number("select count(*) from person.published_person where practice = 'E85001'"))
                .isEqualTo(12_000);
        assertThat(number("select count(*) from person.published_person where practice = 'E85002'"))
                .isEqualTo(3_000);
        assertThat(number("select count(*) from person.register_row")).isZero();
        assertThat(number("select count(*) from identity.account")).isEqualTo(DemoPeople.ACCOUNTS.size());
    }

    @ParameterizedTest
    @CsvSource({
        "Amina, Rahman, 38",
        "Leila, Rahman, 12",
        "Sami, Rahman, 7",
        "George, Ashdown, 76",
        "Carol Ann, Penrose, 59",
        "Edith May, Penrose, 86",
        "Rowan, Teague, 15",
        "Winifred, Hale, 80"
    })
    void agesHoldToday(String given, String family, int age) {
        var born = jdbc.sql("select date_of_birth from person.published_person where id = ?")
                .param(id(given, family).value())
                .query(Date.class)
                .single()
                .toLocalDate();
        assertThat(Period.between(born, UkTime.today(clock)).getYears()).isEqualTo(age);
    }

    private List<PersonView> chosenForBy(PersonId person) {
        return as(signedIn(person), () -> relations.chosenForBy(person));
    }

    @Test
    void aminaAndCarolActForOthers() {
        assertThat(chosenForBy(id("Amina", "Rahman")))
                .extracting(person -> person.givenNames())
                .containsExactly("Leila", "Sami");
        assertThat(chosenForBy(id("Carol Ann", "Penrose")))
                .extracting(person -> person.givenNames())
                .containsExactly("Edith May");
    }

    @Test
    void aboutFiveInAHundredHaveSaidNoAndPracticesHaveEnteredAllButTheNewest() {
        for (var practice : new String[] {"E85001", "E85002"}) {
            double all =
                    number("select count(*) from person.published_person where practice = '%s'".formatted(practice));
            assertThat(listed(practice, "decision = 'DO_NOT_ALLOW'") / all).isBetween(0.035, 0.06);
            assertThat(listed(practice, "decision = 'ALLOW'") / all).isBetween(0.01, 0.03);
            assertThat(listed(practice, "status = 'NEW'")).isBetween(3, 25);
        }
        assertThat(number("select count(*) from choice.choice_event where recorded_at > clock_timestamp()"))
                .isZero();
        assertThat(number("select count(*) from choice.delivery_step where at > clock_timestamp()"))
                .isZero();
        assertThat(
                        number(
                                "select count(*) from choice.delivery_step s join choice.choice_event e using (subject, type, n) where s.at < e.recorded_at"))
                .isZero();
        assertThat(number("select count(*) from choice.choice_event where type = 'TYPE_1' and subject = '%s'"
                        .formatted(id("Amina", "Rahman"))))
                .isEqualTo(2);
        assertThat(number("select count(*) from choice.choice_event where subject = '%s'"
                        .formatted(id("George", "Ashdown"))))
                .isZero();
    }

    @Test
    void eachPersonOfAHouseholdHasALetterOfTheirOwn() throws Exception {
        var mail = page("/demo/mail?to=" + URLEncoder.encode("okafor-lane", StandardCharsets.UTF_8));
        assertThat(mail.select("article[data-to]")).hasSize(4);
        assertThat(mail.select("article").eachAttr("data-to"))
                .contains("Adaeze Okafor-Lane", "The parent or guardian of Amarachi Okafor-Lane");
        assertThat(mail.select("article code").eachText()).hasSize(3).doesNotHaveDuplicates();

        var winifred = page("/demo/mail?to=Winifred").select("article[data-to='Winifred Hale']");
        assertThat(winifred.select("code").text()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(winifred.select("a").eachAttr("href")).allMatch(href -> href.startsWith("http://localhost:"));
        assertThat(winifred.text()).doesNotContainPattern("999\\d{7}");
    }

    @Test
    void mailIsThereAsSoonAsItIsWritten() throws Exception {
        transaction.executeWithoutResult(status -> events.publishEvent(new CodeRequested(
                "new@demo.example", "012345", CodeRequested.Purpose.OPEN_ACCOUNT, Duration.ofMinutes(30))));
        var mail = page("/demo/mail");
        assertThat(mail.select("article").first().attr("data-to")).isEqualTo("new@demo.example");
        assertThat(mail.select("article[data-to='new@demo.example'] code").text())
                .isEqualTo("012345");
        assertThat(page("/demo/mail?page=-1").select("article")).isNotEmpty();
        assertThat(page("/demo/mail?page=1000000000&to=new@").select("article")).hasSize(1);
        assertThat(page("/demo/mail?to=nobody%20%25").select("article")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"george@demo.example, /choices", "staff@elm.example, /practice", "editor@demo.example, /publishing"})
    void oneClickSignsIn(String who, String home) throws Exception {
        var answer = signIn(who, "http://localhost:" + port);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains(home);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("datachoice=")
                .contains("HttpOnly");
    }

    @Test
    void oneClickTakesOnlyOurOwnFormsAndOnlyAccountsOfTheDemo() throws Exception {
        assertThat(signIn("george@demo.example", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(signIn("someone@else.example", "http://localhost:" + port).statusCode())
                .isEqualTo(404);
        assertThat(get("/demo/sign-in").statusCode()).isIn(404, 405);
    }

    @Test
    void theStartPageIsTheSameForEverybody() throws Exception {
        var first = get("/");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var cookie = signIn("george@demo.example", "http://localhost:" + port)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        var signedIn = CLIENT.send(request("/").header("Cookie", cookie).build(), BodyHandlers.ofString());
        assertThat(signedIn.body()).isEqualTo(first.body());
        assertThat(CLIENT.send(request("/").header("If-None-Match", tag).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(304);
        var page = Jsoup.parse(first.body());
        assertThat(page.select("form[action='/demo/sign-in'] input[name=who]").eachAttr("value"))
                .containsExactly(
                        "george@demo.example",
                        "staff@elm.example",
                        "editor@demo.example",
                        "lead@elm.example",
                        "admin@demo.example",
                        "auditor@demo.example");
        assertThat(page.text()).contains("Demo planning data set").contains("Not started");
    }

    @Test
    void whatIsNotThereIsAPageWhateverIsAskedFor() throws Exception {
        for (var accept : new String[] {"text/html", "*/*", "application/json"}) {
            var answer =
                    CLIENT.send(request("/nothing").header("Accept", accept).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Page not found").doesNotContain("timestamp");
        }
        assertThat(get("/error").statusCode()).isEqualTo(404);
    }

    /** The last one: afterwards the database is no good to the others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void saysThatTheServiceIsAwayWhileTheDatabaseIs() throws Exception {
        var cookie = signIn("george@demo.example", "http://localhost:" + port)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        var name = database.getJdbcUrl().replaceAll(".*/|\\?.*", "");
        JdbcClient.create(PostgresForTests.superuser(PostgresForTests.fresh()))
                .sql("drop database " + name + " with (force)")
                .update();
        for (var path : new String[] {"/", "/choices", "/sign-in", "/nothing"}) {
            var answer = CLIENT.send(request(path).header("Cookie", cookie).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(answer.body())
                    .contains("If the new choice is not shown there, it has not been saved.")
                    .doesNotContain("Exception");
        }
        assertThat(get("/actuator/health").body()).isEqualTo("{\"status\":\"DOWN\"}");
    }

    private HttpResponse<String> signIn(String who, String origin) throws Exception {
        return CLIENT.send(
                request("/demo/sign-in")
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "who=" + URLEncoder.encode(who, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private Document page(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private int listed(String practice, String what) {
        return number("select count(*) from choice.practice_listing where practice = '%s' and type = 'TYPE_1' and %s"
                .formatted(practice, what));
    }

    private int number(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private PersonId id(String given, String family) {
        return new PersonId(jdbc.sql(
                        "select id from person.published_person where given_names = ? and family_name = ? and practice = 'E85001'")
                .params(given, family)
                .query(UUID.class)
                .single());
    }
}
