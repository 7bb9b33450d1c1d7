package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast.Somebody;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people and attackers type, over real HTTP: plain words, nothing lost that was typed, and never a fault of ours. */
@WholePortal
class BadInputTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    private WebVisitor enters(String code, String name, LocalDate born) {
        return new WebVisitor(port)
                .get("/letter-code")
                .submit(
                        "/letter-code",
                        "code",
                        code,
                        "fullName",
                        name,
                        "dateOfBirth.day",
                        String.valueOf(born.getDayOfMonth()),
                        "dateOfBirth.month",
                        String.valueOf(born.getMonthValue()),
                        "dateOfBirth.year",
                        String.valueOf(born.getYear()));
    }

    private static List<String> problems(WebVisitor visitor) {
        return visitor.page().select(".nhsuk-error-summary__list a").eachText();
    }

    private static void assertLetIn(WebVisitor visitor, String how) {
        assertThat(visitor.status()).as("%s: %s", how, problems(visitor)).isEqualTo(302);
    }

    private static void assertRefused(WebVisitor visitor, String... problems) {
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(problems(visitor)).containsExactly(problems);
        assertThat(visitor.page().title()).startsWith("Error: ");
        for (var link : visitor.page().select(".nhsuk-error-summary__list a")) {
            assertThat(visitor.page().select(link.attr("href")))
                    .as("what the summary links to")
                    .hasSize(1);
        }
    }

    /** B5. */
    @Test
    void takesNamesAsPeopleHaveThem() {
        var practice = cast.practice("Names Surgery");
        for (var name :
                List.of("Zoë O’Brien", "Nia Ó Súilleabháin-李", "Sun 李", "X Æ", "Jo B", "Ann " + "Long".repeat(49))) {
            var person = cast.adult(name, practice);
            var typed = Normalizer.normalize(name, Normalizer.Form.NFD)
                    .replace('’', '\'')
                    .toUpperCase();
            var visitor = enters(cast.letterFor(person), typed, person.born());
            assertLetIn(visitor, name);
            assertThat(visitor.follow().page().select(".app-account__name").text())
                    .as("shown exactly")
                    .isEqualTo(name);
        }
        var nobody = LocalDate.of(1984, 3, 27);
        assertRefused(enters("7KQ2-M4XD", "a".repeat(201), nobody), "Full name must be 200 characters or fewer");
        assertRefused(enters("7KQ2-M4XD", "1234", nobody), "Full name must include letters");
    }

    /** B6. */
    @Test
    void takesNoTricksInNames() {
        var person = cast.adult("Rita Lowe", cast.practice("Tricks Surgery"));
        assertLetIn(
                enters(cast.letterFor(person), "\u202eRita\u200b Lo\u00adwe\r\n", person.born()),
                "invisible characters");
        assertRefused(enters("7KQ2-M4XD", "\u202e\u200b\u0007", person.born()), "Full name must include letters");

        for (var text : List.of(
                "<script>alert(1)</script> Lowe",
                "=1+1 Lowe",
                "Rita 🎈 Lowe",
                "${7*7} __${1}__",
                "Rita \" onfocus=x")) {
            var visitor = enters("7KQ2-M4XD", text, person.born());
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.page().select("#fullName").attr("value"))
                    .as("kept as typed")
                    .isEqualTo(text);
            assertThat(visitor.body()).doesNotContain("<script>alert");
        }
        var zero = new WebVisitor(port)
                .get("/letter-code")
                .submit("/letter-code", "code", "7KQ2-M4XD", "fullName", "Rita\0Lowe");
        assertThat(zero.status()).isEqualTo(400);
        assertThat(zero.page().select("h1").text()).isEqualTo("We could not use what was sent");
    }

    /** B9. */
    @Test
    void takesCodesHoweverTheyAreTypedAndRefusesAllOthersAlike() {
        var person = cast.adult("Cora Code", cast.practice("Code Surgery"));
        var failed =
                "We do not recognise those details, or the code is too old or was used before. A code works for 1 choice. If you have more than one letter, use the newest. Check the details, or ask your GP practice for a new letter";
        assertRefused(enters("", person.name(), person.born()), "Enter the code from your letter");
        assertRefused(enters("7KQ2-M4X", person.name(), person.born()), "The code has 8 letters and numbers");
        assertRefused(enters("ZZZZ-ZZZZ", person.name(), person.born()), failed);

        var code = cast.letterFor(person);
        var lookAlike = code.replace('0', 'o').replace('1', 'l').toLowerCase().replace("-", "  ");
        assertLetIn(enters(" " + lookAlike + " ", person.name(), person.born()), "look-alikes");

        var old = cast.letterFor(person);
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update identity.letter_code set expires_at = now() - interval '1 minute', issued_at = now() - interval '29 days' where person = ? and issued_at = (select max(issued_at) from identity.letter_code where person = ?)",
                        person.id().value(),
                        person.id().value());
        assertRefused(enters(old, person.name(), person.born()), failed);

        var tried = cast.letterFor(person);
        for (int i = 0; i < 5; i++) {
            assertRefused(enters(tried, "Somebody Else", person.born()), failed);
        }
        assertRefused(enters(tried, person.name(), person.born()), failed);
    }

    /** B11: what was not offered is not an answer. */
    @Test
    void storesNothingForAnswersThatWereNotOffered() {
        var person = cast.adult("Otis Odd", cast.practice("Odd Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var question = "/choices/" + person + "/change";
        var select = "Select yes if health data about you can be used, or no if it cannot";
        for (var fields : List.of(
                new String[] {},
                new String[] {"choice", ""},
                new String[] {"choice", "MAYBE"},
                new String[] {"choice", "ALLOW", "choice", "DO_NOT_ALLOW"},
                new String[] {"choice", "NOT_RECORDED"})) {
            assertRefused(visitor.get(question).submit(question, fields), select);
        }
        var separately = question + "/separately";
        visitor.get(separately).submit(separately, "gpRecord", "DO_NOT_ALLOW", "elsewhere", "MAYBE");
        assertRefused(
                visitor, "Select yes if data from hospitals and other care services can be used, or no if it cannot");
        assertThat(visitor.page().select("input[name=gpRecord][checked]").attr("value"))
                .as("kept")
                .isEqualTo("DO_NOT_ALLOW");
        assertThat(count("choice.draft", person)).isZero();

        // T21: fields that belong to what is stored, not to what is asked, change nothing
        visitor.get(question)
                .submit(
                        question,
                        "choice",
                        "ALLOW",
                        "subject",
                        "x",
                        "role",
                        "ADMIN",
                        "recordedAt",
                        "2001-01-01",
                        "channel",
                        "PAPER",
                        "speaker",
                        "PROXY");
        var check = visitor.location();
        var receipt =
                visitor.follow().submit(check, "seenType1", "0", "receipt", "AAAA-AAAA", "decision", "DO_NOT_ALLOW");
        assertThat(receipt.status()).as("a number that came twice").isEqualTo(409);
        assertThat(count("choice.choice_event", person)).isZero();
        receipt.get(check).submit(check, "receipt", "AAAA-AAAA", "decision", "DO_NOT_ALLOW");
        assertThat(receipt.location()).startsWith("/receipts/").doesNotContain("AAAA-AAAA");
        assertThat(jdbc.queryForList(
                        "select distinct decision || ' ' || channel from choice.choice_event where subject = ?",
                        String.class,
                        person.id().value()))
                .containsExactly("ALLOW ONLINE");
    }

    private Integer count(String table, Somebody person) {
        return jdbc.queryForObject(
                "select count(*) from " + table + " where subject = ?",
                Integer.class,
                person.id().value());
    }

    /** B13, over HTTP: the page of the check posted again and again. */
    @Test
    void givesTheSameReceiptHoweverOftenAChoiceIsSaved() {
        var person = cast.adult("Rea Repeat", cast.practice("Repeat Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var question = "/choices/" + person + "/change";
        var check =
                visitor.get(question).submit(question, "choice", "DO_NOT_ALLOW").location();
        var page = visitor.get(check).page();
        var fields = new ArrayList<String>();
        page.select("form[action=" + check + "] input[type=hidden]").forEach(field -> {
            fields.add(field.attr("name"));
            fields.add(field.attr("value"));
        });
        var receipt = visitor.post(check, fields.toArray(String[]::new)).location();
        for (int i = 0; i < 3; i++) {
            assertThat(visitor.post(check, fields.toArray(String[]::new)).location())
                    .isEqualTo(receipt);
        }
        assertThat(visitor.get(check).location()).isEqualTo(receipt);
        assertThat(count("choice.choice_event", person)).isEqualTo(2);
    }

    /** B10. */
    @Test
    void namesTheLimitOfPasswordsAndKeepsThemAsTyped() {
        var visitor = new WebVisitor(port)
                .get("/sign-in")
                .submit("/sign-in", "email", " nobody@demo.example ", "password", "x".repeat(1_000_000));
        assertRefused(visitor, "The email address or password is not right");
        assertThat(visitor.page().select("#email").attr("value").strip()).isEqualTo("nobody@demo.example");
        assertThat(visitor.page().select("#password").attr("value")).isEmpty();
        assertRefused(
                new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", "nobody", "password", " "),
                "Enter an email address with a name, an @ sign and a domain, like name@example.org");
    }

    /** B21. */
    @Test
    void readsJunkInHeadersAsNothing() {
        var visitor = new WebVisitor(port);
        assertThat(visitor.get("/about", "Accept-Language", "x".repeat(8_000)).status())
                .isEqualTo(200);
        assertThat(visitor.get("/about", "Accept-Language", "cy-GB;q=9,ar").body())
                .contains("lang=\"en-GB\"");
        assertThat(visitor.get("/about", "Accept", "application/x-nothing").status())
                .isLessThan(500);
        for (var cookie : List.of(
                "AA==",
                "%00",
                "a".repeat(4_000),
                "'; drop table session",
                "\"x\"",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            var stranger = new WebVisitor(port).withCookie("datachoice", cookie);
            assertThat(stranger.get("/choices").status()).as(cookie).isEqualTo(302);
            assertThat(stranger.location()).isEqualTo("/sign-in");
            assertThat(stranger.get("/sign-in").status()).as(cookie).isEqualTo(200);
        }
    }

    /** B22. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "page=0",
                "page=1000000000",
                "page=99999999999999999999",
                "page=abc",
                "page=",
                "page=1&page=2",
                "size=1000000",
                "sort=password",
                "sort=-",
                "sort=name'--"
            })
    void showsTheNearestPageOfAList(String query) {
        var staff = cast.signedIn(port, "staff@elm.example", "better-information-2014");
        assertThat(staff.get("/practice?status=&" + query).status()).isEqualTo(200);
        assertThat(staff.page().select("h1").text()).isEqualTo("Choices at Elm Surgery");
        assertThat(new WebVisitor(port)
                        .get("/demo/mail?" + query.replace("'", "%27"))
                        .status())
                .isEqualTo(200);
    }

    /** A filter that cannot be read shows nobody, instead of everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "choice=MAYBE",
                "status=MAYBE",
                "status=NEW&status=APPLIED",
                "status=&status=NEW",
                "choice=ALLOW&choice=ALLOW",
                "from=2026-01-01&from=2026-01-02"
            })
    void asksAgainForAFilterThatItCannotRead(String query) {
        var staff = cast.signedIn(port, "staff@elm.example", "better-information-2014");
        assertThat(staff.get("/practice?" + query).status()).isEqualTo(422);
        assertThat(problems(staff)).hasSize(1);
        assertThat(staff.page().select("main table")).isEmpty();
        assertThat(staff.page()
                        .select(staff.page()
                                .select(".nhsuk-error-summary__list a")
                                .attr("href")))
                .hasSize(1);
    }

    @Test
    void marksAtMostAPageOfChoicesAtATime() {
        var staff = cast.signedIn(port, cast.staffOf(cast.practice("Many Surgery")));
        var fields = new ArrayList<String>();
        for (int i = 0; i < 51; i++) {
            fields.add("entry");
            fields.add(UUID.randomUUID() + ".1");
        }
        fields.add("_csrf");
        fields.add(staff.get("/practice").token());
        staff.post("/practice/applied", fields.toArray(String[]::new));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().select(".nhsuk-notification-banner").text()).contains("At most 50 choices");
    }

    /** Refused by the server itself, or by us: always a page of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1|Host: localhost",
                "GET /a%2fb HTTP/1.1|Host: localhost",
                "GET /media/..%2f..%2fkeys HTTP/1.1|Host: localhost",
                "GET /%ff HTTP/1.1|Host: localhost",
                "GET /about%5c HTTP/1.1|Host: localhost",
                "GET /about?x[]=1 HTTP/1.1|Host: localhost",
                "GET /about?x=<> HTTP/1.1|Host: localhost",
                "GET /about?x=%zz HTTP/1.1|Host: localhost",
                "GET /practice?x=%zz HTTP/1.1|Host: localhost",
                "GET /sign-in?x[]=1 HTTP/1.1|Host: localhost",
                "GET http://evil.example/about HTTP/1.1|Host: localhost",
                "GET about HTTP/1.1|Host: localhost",
                "GET /about HTTP/1.1|Host: evil.example",
                "GET /about HTTP/1.1|Host: evil.example:80:80",
                "GET /about HTTP/1.1|Host: localhost|Host: localhost",
                "GET /about HTTP/1.1|X-None: x",
                "GET /about HTTP/9.9|Host: localhost",
                "GET /about HTTP/1.1|Host: localhost|Bad Header: x",
                "GET /about HTTP/1.1|Host: localhost|Content-Length: x",
                "CONNECT localhost:80 HTTP/1.1|Host: localhost:80",
                "CONNECT /about HTTP/1.1|Host: localhost",
                "TRACE /about HTTP/1.1|Host: localhost",
                "G<T /about HTTP/1.1|Host: localhost",
                "NONSENSE /about HTTP/1.1|Host: localhost",
                "POST /sign-in HTTP/1.1|Host: localhost|Content-Length: 4|Transfer-Encoding: chunked",
                "POST /sign-in HTTP/1.1|Host: localhost|Transfer-Encoding: rot13",
                "POST /sign-in HTTP/1.1|Host: localhost|Content-Length: 4|Content-Length: 5"
            })
    void answersNothingWithoutItsOwnPageAndHeaders(String request) throws IOException {
        var answer = sends(request.replace("|", "\r\n")
                + (request.contains("Transfer-Encoding: chunked") ? "" : "\r\nConnection: close")
                + "\r\n\r\n0\r\n\r\n");
        assertThat(answer).as(request).matches("(?s)HTTP/1.1 (200|302|400|403|404|405|501|505) .*");
        assertThat(answer)
                .as(request)
                .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
                .doesNotContain("Tomcat", "Exception", "HTTP Status");
        if (!answer.matches("(?s)HTTP/1.1 (200|302) .*")) {
            assertThat(answer).as(request).contains("<h1").containsPattern("Cache-Control: .*no-store");
        }
        if (request.contains("Transfer-Encoding") && request.contains("Content-Length")) {
            assertThat(answer).as("nothing more is read from there").contains("Connection: close");
        }
    }

    /** A range that is not in the film is answered without the film. */
    @Test
    void sendsNothingForARangeThatIsNotThere() {
        var visitor = new WebVisitor(port);
        var film =
                visitor.get("/film").page().select("video source, video[src]").attr("src");
        var size = visitor.get(film).header("Content-Length").orElseThrow();
        for (var range : List.of("bytes=99999999-", "bytes=" + size + "-", "bytes=-0", "bytes=9-3", "bytes=x")) {
            visitor.get(film, "Range", range);
            assertThat(visitor.status()).as(range).isEqualTo(416);
            assertThat(visitor.body()).as(range).isEmpty();
            assertThat(visitor.header("Content-Range")).as(range).contains("bytes */" + size);
        }
        assertThat(visitor.get(film, "Range", "bytes=0-9").body()).hasSize(10);
        assertThat(visitor.status()).isEqualTo(206);
    }

    /** T23: in the demo, too, another name that leads here gets nothing, and signs nobody in. */
    @Test
    void answersToItsOwnNameOnly() throws IOException {
        for (var host : List.of("evil.example", "evil.example:" + port, "localhost.evil.example", "203.0.113.7")) {
            var forged = sends("POST /demo/sign-in HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10"
                    + "\r\nConnection: close\r\n\r\nwho=george");
            assertThat(forged)
                    .as(host)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("We could not use what was sent", "Content-Security-Policy")
                    .doesNotContain("Set-Cookie");
            assertThat(statusFor("/demo/mail", host)).as(host).isEqualTo("400");
        }
        for (var host : List.of("localhost", "LOCALHOST:" + port, "127.0.0.1:" + port, "[::1]")) {
            assertThat(statusFor("/demo/mail", host)).as(host).isEqualTo("200");
        }
        assertThat(statusFor("/actuator/health", "172.17.0.2")).isEqualTo("200");
    }

    /** T23: whatever a request claims of itself, what is written into an e-mail leads to this portal. */
    @Test
    void writesLinksToItselfOnlyWhateverARequestClaims() {
        var admin = cast.signedIn(port, cast.admin());
        var own = new ArrayList<String>();
        int n = 0;
        for (var headers : List.of(
                Map.of("X-Forwarded-Host", "evil.example"),
                Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "444"),
                Map.of("Forwarded", "host=evil.example;proto=https"),
                Map.of("X-Forwarded-Server", "evil.example", "X-Host", "evil.example"),
                Map.of("X-Original-URL", "https://evil.example/", "X-Rewrite-URL", "//evil.example/"),
                Map.of("Origin", "https://evil.example", "Referer", "https://evil.example/x"))) {
            var invited = "mail-%d-%s@demo.example".formatted(++n, UUID.randomUUID());
            var invite = "/admin/accounts/invite";
            admin.get(invite).submit(invite, headers, "email", invited, "role", "AUDITOR", "practice", "");
            assertThat(admin.status()).as("%s: %s", headers, problems(admin)).isEqualTo(302);
            var person = cast.accountOf(cast.adult("Mia Mail", cast.practice("Mail Surgery")));
            var reset = "/password/reset";
            var asked = new WebVisitor(port).get(reset).submit(reset, headers, "email", person);
            assertThat(asked.status()).as(headers.toString()).isEqualTo(302);
            own.add(person);
            own.add(invited);
        }
        cast.forgetFailedTries();
        var mails = jdbc.queryForList(
                "select recipient || ' ' || subject || ' ' || body from letter.message where address = any (?)",
                String.class,
                (Object) own.toArray(String[]::new));
        assertThat(mails)
                .as("codes to people; invitations wait for a second administrator")
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(mails).allSatisfy(mail -> assertThat(mail).doesNotContain("evil"));
        var second = cast.signedIn(port, cast.admin());
        second.get("/admin/accounts");
        var waiting = second.page()
                .select("form[action~=/admin/accounts/invitations/.*/agree]")
                .eachAttr("action");
        assertThat(waiting).isNotEmpty();
        second.submit(waiting.get(0), Map.of("X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example"));
        assertThat(second.status()).isEqualTo(302);
        assertThat(jdbc.queryForList(
                        "select body from letter.message where kind like '%INVIT%' order by created_at desc limit 1",
                        String.class))
                .singleElement()
                .asString()
                .contains("http://localhost")
                .doesNotContain("evil");
    }

    /** V2.3.1: the last step on its own, without the ones before it. */
    @Test
    void savesNothingForWhoeverBeginsAtTheEnd() {
        var person = cast.adult("Stella Step", cast.practice("Steps Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(person));
        visitor.get("/choices/" + person);
        visitor.post(
                "/choices/" + person + "/check/" + UUID.randomUUID(),
                "_csrf",
                visitor.token(),
                "seenType1",
                "0",
                "seenNational",
                "0",
                "choice",
                "DO_NOT_ALLOW");
        assertThat(visitor.status()).isEqualTo(404);
        assertThat(jdbc.queryForObject(
                        "select count(*) from choice.choice_event where subject = ?",
                        Integer.class,
                        person.id().value()))
                .isZero();
    }

    private String statusFor(String path, String host) throws IOException {
        return sends("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .split(" ", 3)[1];
    }

    /** B23: written to the server as they are, because a browser would tidy them up first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/about%00",
                "/%2e%2e%2fetc%2fpasswd",
                "/assets/%2e%2e/%2e%2e/application.yml",
                "/assets/..%2f..%2fapplication.yml",
                "/../../etc/passwd",
                "/..;/about",
                "/about;x=y",
                "/choices/..%5c",
                "/a//b",
                "/media/%c0%ae%c0%ae",
                "/leaflets/%",
                "/%zz",
                "/news/%F0%9F%8E%88",
                "/leaflets/x/v/0",
                "/leaflets/x/v/99999999999",
                "/receipts/<script>",
                "/choices/%27%20or%201=1"
            })
    void saysPageNotFoundToAddressesThatOnlyAttackersWrite(String address) throws IOException {
        var answer = sends("GET " + address + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(address).matches("(?s)HTTP/1.1 (400|404|302) .*");
        assertThat(answer).as(address).doesNotContain("Exception", "java.", "root:", "datasource", "Tomcat");
        if (answer.startsWith("HTTP/1.1 404")) {
            assertThat(answer).contains("Page not found", "Content-Security-Policy");
        }
    }

    private String sends(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
