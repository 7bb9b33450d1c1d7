package datachoice.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.Role;
import datachoice.identity.FormTickets;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.KeepsAnswers;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Decisions 23, 26, 27, T14, T17, T18, T23, B12, B21, B23, S9-S13: sessions, and how the portal says no. */
@Import(SessionTests.Keeping.class)
class SessionTests extends WebTests {
    private static final List<String> FORMS = List.of(
            "/sign-in",
            "/sign-in/code",
            "/sign-in/code/again",
            "/letter-code",
            "/sign-out",
            "/stay",
            "/account/new",
            "/account/new/code",
            "/account/new/code/again",
            "/choices/test-probe",
            "/practice/test-probe",
            "/publishing/test-probe");

    @Autowired
    FormTickets tickets;

    @Autowired
    Keeping keeping;

    /** Stands for the module that keeps answers. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Keeping {
        final List<UUID> keptFor = new CopyOnWriteArrayList<>();

        @Bean
        KeepsAnswers keepsAnswers(FormTickets tickets, Clock clock) {
            return request -> Optional.ofNullable(request.getParameter(FormTickets.FIELD))
                    .flatMap(tickets::verify)
                    .map(ticket -> {
                        keptFor.add(ticket.login());
                        return clock.instant().plus(Duration.ofHours(24));
                    });
        }
    }

    @Test
    void aFormWithoutATokenIsRefused() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        for (var path : FORMS) {
            for (var sender : List.of(visitor(), visitor)) {
                sender.post(path, "code", "x");
                assertThat(sender.status()).as(path).isEqualTo(403);
                assertThat(sender.page().select("h1").text()).as(path).isNotEmpty();
            }
            visitor().post(path, "_csrf", "made-up");
        }
        assertThat(visitor().post("/choices/test-probe").page().select("h1").text())
                .isEqualTo("You have been signed out");
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(200);
        assertThat(visitor().post("/choices/test-probe").page().select("main").text())
                .as("also true for somebody whose account was switched off")
                .contains("when your account was switched off", "If you cannot sign in again, ask for help");
        assertThat(visitor().post("/wp-login.php").status()).isEqualTo(404);
        assertThat(visitor().post("/about").status()).isEqualTo(404);
    }

    @Test
    void aTokenFromBeforeSigningInIsRefused() {
        var visitor = visitor().get("/sign-in");
        var old = visitor.token();
        visitor.submit(
                "/sign-in", "email", people.withAccount(people.withLetter()), "password", IdentityFixtures.PASSWORD);
        visitor.post("/choices/test-probe", "_csrf", old);
        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.page().select("h1").text()).isEqualTo("This page was open for too long");
        visitor.get("/sign-in");
        assertThat(visitor.post("/choices/test-probe", "_csrf", visitor.token()).body())
                .startsWith("written by Zoë");
    }

    @Test
    void signedOutReadersGoToSignInWhetherThePageExistsOrNot() {
        for (var path : List.of(
                "/choices",
                "/choices/" + UUID.randomUUID(),
                "/choices/test-probe",
                "/practice/nothing",
                "/receipts/AAAA-BBBB",
                "/publishing",
                "/account/new")) {
            assertThat(visitor().get(path).location()).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void whatIsNotThereIsNotThereForAnybody() {
        var signedIn = signedIn(people.withAccount(people.withLetter()));
        for (var path : List.of(
                "/nobody/test-probe",
                "/administrator",
                "/nothing",
                "/sign-in/expired",
                "/error",
                "/actuator",
                "/actuator/env",
                "/practice/test-probe",
                "/publishing/test-probe",
                "/choices/nothing/at/all")) {
            var status = signedIn.get(path).status();
            assertThat(status).as(path).isEqualTo(404);
        }
        for (var path : List.of(
                "/nobody/test-probe",
                "/administrator",
                "/nothing",
                "/sign-in/expired",
                "/error",
                "/actuator/env",
                "/wp-login.php",
                "/.git/config")) {
            assertThat(visitor().get(path).status()).as(path).isEqualTo(404);
            assertThat(visitor().get(path).page().select("h1").text()).as(path).isEqualTo("Page not found");
        }
    }

    @Test
    void aPageOfAnotherRoleLooksLikeOneThatIsNotThere() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        var forbidden = visitor.get("/practice/test-probe").page();
        var missing = visitor.get("/nothing").page();
        for (var page : List.of(forbidden, missing)) {
            page.select("input[name=_csrf]").remove();
        }
        assertThat(forbidden.outerHtml()).isEqualTo(missing.outerHtml());
        assertThat(missing.select("header").text()).contains("Zoë O’Brien-Müller");
    }

    /** T17, S12, S13. */
    @Test
    void everyAnswerCarriesTheHeaders() {
        var signedIn = signedIn(people.withAccount(people.withLetter()));
        var answers = List.of(
                visitor().get("/"),
                visitor().get("/sign-in"),
                visitor().get("/nothing"),
                visitor().get("/choices"),
                visitor().get("/signed-out"),
                visitor().get("/assets/css/app.css"),
                visitor().get("/assets/css/nothing.css"),
                visitor().get("/favicon.ico"),
                visitor().get("/actuator/health"),
                visitor().get("/leaflets/nothing"),
                visitor().get("/demo/nothing"),
                visitor().get("/a;b=c"),
                visitor().get("/a//b"),
                visitor().post("/choices/test-probe"),
                visitor().post("/sign-in"),
                signedIn.get("/choices/test-probe"));
        for (var answer : answers) {
            assertThat(answer.header("Content-Security-Policy").orElse(""))
                    .as(answer.status() + " " + answer.headers())
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Frame-Options")).contains("DENY");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).contains("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).contains("same-origin");
            assertThat(answer.header("Permissions-Policy").orElse("")).contains("camera=()", "fullscreen=(self)");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
            assertThat(answer.header("Server")).isEmpty();
        }
        assertThat(signedIn.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor().get("/sign-in").header("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor().get("/nothing").header("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor().get("/signed-out").header("Cache-Control").orElse(""))
                .isEqualTo("no-cache");
        assertThat(visitor().get("/assets/css/app.css").header("Cache-Control").orElse(""))
                .contains("max-age");
    }

    /** Decision 26. */
    @Test
    void publicPagesAreTheSameForEverybodyAndOpenNoSession() {
        var signedIn = signedIn(people.withAccount(people.withLetter()));
        for (var path : List.of("/about", "/signed-out", "/news", "/other-ways", "/leaflets/nothing")) {
            var before = sessions();
            var stranger = visitor().get(path);
            var known = new WebVisitor(port)
                    .withCookie("datachoice", signedIn.cookie("datachoice"))
                    .get(path);
            var status = path.equals("/leaflets/nothing") ? 404 : 200;
            assertThat(stranger.status()).as(path).isEqualTo(status);
            assertThat(known.status()).as(path).isEqualTo(status);
            assertThat(stranger.body()).as(path).isEqualTo(known.body());
            assertThat(stranger.setCookies()).as(path).isEmpty();
            assertThat(known.setCookies()).as(path).isEmpty();
            assertThat(stranger.body()).as(path).doesNotContain("_csrf").doesNotContain("/sign-out");
            assertThat(sessions()).as("the portal forgets old ones meanwhile").isSubsetOf(before);
        }
    }

    @Test
    void theCookieIsPlainAndClosedToScripts() {
        var cookies = visitor().get("/sign-in").setCookies();
        assertThat(cookies)
                .singleElement()
                .asString()
                .matches("datachoice=[A-Za-z0-9_-]{32}; Path=/; HttpOnly; SameSite=Lax");
    }

    /** B21, S9. */
    @Test
    void aBrokenCookieIsNoCookie() {
        for (var value : List.of(
                "AA==",
                "",
                "%00",
                "x".repeat(8_000),
                "../../etc",
                "A".repeat(32),
                "\"quoted\"",
                "a b",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")) {
            for (var path : List.of("/signed-out", "/sign-in", "/choices")) {
                var answer = visitor().withCookie("datachoice", value).get(path, "Accept-Language", "x".repeat(8_000));
                assertThat(answer.status()).as(path + " " + value).isIn(200, 302);
            }
        }
        assertThat(visitor()
                        .get("/sign-in", "Accept-Language", "cy-GB;q=9, ar")
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("en-GB");
    }

    /** B23. */
    @Test
    void strangeAddressesAreNotFound() {
        for (var path : List.of(
                "/%00",
                "/about%00",
                "/%2e%2e%2f",
                "/about;x=y",
                "//about",
                "/about/../sign-in",
                "/%",
                "/%zz",
                "/choices/%2e%2e/sign-in",
                "/about%0a",
                "/a\\b",
                "/choices/" + "a".repeat(6_000))) {
            try {
                assertThat(raw(path)).as(path).isBetween(300, 499);
            } catch (IllegalArgumentException e) {
                assertThat(path).contains("%"); // this client refuses to send it
            }
        }
    }

    /** B23, S19: what the server itself cannot read gets the page and the headers of any address that is not there. */
    @Test
    void unreadableAddressesGetThePageOfTheOthers() throws IOException {
        for (var address :
                List.of("/about%2Fx", "/%00", "/about%00", "/choices/%2e%2e%2f%2e%2e%2fetc", "/%5cx", "/%zz")) {
            for (var method : List.of("GET", "HEAD", "POST")) {
                var answer = answerTo(method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0");
                var status = method.equals("POST") ? 400 : 404;
                assertThat(answer).as(method + " " + address).startsWith("HTTP/1.1 " + status + " ");
                assertThat(answer)
                        .as(method + " " + address)
                        .contains("Content-Security-Policy: default-src 'none'")
                        .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
                        .contains("Cache-Control: no-store")
                        .doesNotContain("Set-Cookie", "Tomcat", "Exception", "%2F", "%00");
                assertThat(answer.contains("maincontent")).as(address).isEqualTo(!method.equals("HEAD"));
                if (method.equals("GET")) {
                    assertThat(answer).contains("Page not found");
                }
            }
        }
    }

    /** V13.4. */
    @Test
    void whatTheServerRefusesByItselfHasTheHeadersToo() throws IOException {
        assertThat(answerTo("TRACE /about HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Content-Security-Policy: default-src 'none'", "Cache-Control: no-store", "maincontent");
    }

    private String answerTo(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((request + "\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private int raw(String path) {
        var visitor = visitor();
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes());
            var answer = new String(socket.getInputStream().readAllBytes());
            return Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new AssertionError(visitor + " " + path, e);
        }
    }

    /** T16. */
    @Test
    void onlyPathsOfThisSiteAreRemembered() {
        assertThat(SignInSession.isOurs("/choices?draft=1")).isTrue();
        assertThat(SignInSession.isOurs("//evil.example")).isFalse();
        assertThat(SignInSession.isOurs("/\\evil.example")).isFalse();
        assertThat(SignInSession.isOurs("https://evil.example")).isFalse();
        assertThat(SignInSession.isOurs("/choices\r\nx")).isFalse();
    }

    /** T23. */
    @Test
    void redirectsNameNoHost() throws Exception {
        for (var host : List.of("evil.example", "localhost:1", "evil.example:80")) {
            try (var socket = new Socket("localhost", port)) {
                socket.getOutputStream()
                        .write(("GET /choices HTTP/1.1\r\nHost: " + host
                                        + "\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n")
                                .getBytes());
                var answer = new String(socket.getInputStream().readAllBytes());
                assertThat(answer)
                        .contains(host.startsWith("localhost") ? "Location: /sign-in\r\n" : "HTTP/1.1 400 ")
                        .doesNotContain("evil.example");
            }
        }
    }

    /** Decision 23, V1.5.2. */
    @Test
    void sessionsHoldStringsAndNumbersOnly() {
        var jane = people.withLetter();
        signedInByLetter(jane).get("/choices/test-probe");
        signedIn(people.withAccount(people.withLetter()));
        signedInStaff(people.staff());
        visitor().get("/choices/secret-page");
        var rows = jdbc.sql("select attribute_name, attribute_bytes from identity.session_attributes")
                .query((row, i) -> Map.entry(row.getString(1), row.getBytes(2)))
                .list();
        assertThat(rows).isNotEmpty();
        for (var row : rows) {
            var value = SessionValues.read(row.getValue());
            assertThat(value).as(row.getKey()).isInstanceOfAny(String.class, Long.class, Integer.class);
            assertThat(String.valueOf(value)).doesNotContain("Zoë").doesNotContain(jane.code());
        }
    }

    @Test
    void aSessionThatCannotBeReadIsSignedOut() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        jdbc.sql(
                        "update identity.session_attributes set attribute_bytes = '\\xaced0005' where attribute_name in ('login', 'begun')")
                .update();
        assertThat(visitor.get("/choices/test-probe").location()).isEqualTo("/sign-in");
    }

    @Test
    void endsAfterFifteenIdleMinutes() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        idleFor(visitor, Duration.ofMinutes(14));
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(200);
        idleFor(visitor, Duration.ofMinutes(14));
        visitor.get("/sign-in");
        assertThat(visitor.post("/stay", "_csrf", visitor.token()).status()).isEqualTo(204);
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(200);
        idleFor(visitor, Duration.ofMinutes(16));
        assertThat(visitor.get("/choices/test-probe").location()).isEqualTo("/sign-in");
    }

    private void idleFor(WebVisitor visitor, Duration time) {
        jdbc.sql(
                        "update identity.session set last_access_time = last_access_time - ?, expiry_time = expiry_time - ? where session_id = ?")
                .params(time.toMillis(), time.toMillis(), visitor.cookie("datachoice"))
                .update();
    }

    @Test
    void endsAfterAWorkingDayWhateverHappens() {
        var patient = signedIn(people.withAccount(people.withLetter()));
        var letter = signedInByLetter(people.withLetter());
        var staff = signedInStaff(people.staff());
        clock.move(Duration.ofHours(8).minusMinutes(1));
        assertThat(staff.get("/practice/test-probe").status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(2));
        assertThat(staff.get("/practice/test-probe").location()).isEqualTo("/sign-in");
        assertThat(patient.get("/choices/test-probe").status()).isEqualTo(200);
        clock.move(Duration.ofHours(4));
        assertThat(patient.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(letter.get("/choices/test-probe").location()).isEqualTo("/sign-in");
    }

    /** T18, V7.4.1. */
    @Test
    void signingOutEndsTheSessionOnTheServer() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        var old = visitor.cookie("datachoice");
        visitor.get("/sign-in").post("/sign-out", "_csrf", visitor.token());
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo("/signed-out");
        assertThat(visitor.header("Clear-Site-Data")).contains("\"cache\", \"cookies\", \"storage\"");
        assertThat(visitor.header("Set-Cookie").orElse(""))
                .contains("datachoice=;")
                .contains("Max-Age=0");
        assertThat(visitor.follow().page().select("h1").text()).isEqualTo("You have signed out");
        assertThat(visitor()
                        .withCookie("datachoice", old)
                        .get("/choices/test-probe")
                        .location())
                .isEqualTo("/sign-in");
        assertThat(visitor().get("/sign-out").status()).isEqualTo(404);
    }

    /** B12: signed out while filling in a form; back as the same person. */
    @Test
    void answersSentTooLateAreKeptForTheirOwner() {
        var email = people.withAccount(people.withLetter());
        var ticket = tickets.issue(people.idOf(email), "/choices/test-probe?draft=1", clock.instant());
        var visitor = visitor().post("/choices/test-probe", FormTickets.FIELD, ticket, "answer", "no");
        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.page().select("h1").text()).isEqualTo("You have been signed out");
        assertThat(visitor.body()).containsPattern("Your answers are kept until \\d+:\\d\\d on ");
        assertThat(keeping.keptFor).contains(people.idOf(email));
        assertThat(signsIn(visitor, email, IdentityFixtures.PASSWORD).location())
                .isEqualTo("/choices/test-probe?draft=1");

        var other = visitor().post("/choices/test-probe", FormTickets.FIELD, ticket);
        signsIn(other, people.withAccount(people.withLetter()), IdentityFixtures.PASSWORD);
        assertThat(other.location()).isEqualTo("/choices");

        var another = tickets.issue(UUID.randomUUID(), "/choices/test-probe?draft=1", clock.instant());
        var mixed = another.split("\\.")[0] + "." + ticket.split("\\.")[1];
        var forged = visitor().post("/choices/test-probe", FormTickets.FIELD, mixed);
        assertThat(forged.body()).contains("Nothing was saved").doesNotContain("kept until");
        assertThat(forged.setCookies()).isEmpty();
        clock.move(Duration.ofHours(25));
        assertThat(visitor()
                        .post("/choices/test-probe", FormTickets.FIELD, ticket)
                        .body())
                .contains("Nothing was saved");
    }

    @Test
    void aStrangersUploadIsRefusedUnread() {
        assertThat(uploadTo("/publishing/test-probe", visitor())).isEqualTo(403);
        assertThat(uploadTo("/sign-in", visitor())).isEqualTo(403);
        assertThat(uploadTo("/nothing", visitor())).isEqualTo(404);
        assertThat(uploadTo("/demo/sign-in", visitor())).isEqualTo(404);
    }

    /** Larger than anybody may send: read, it would be answered as that. */
    @Test
    void onlyEditorsAreListenedToWhenTheySendFiles() {
        var patient = signedIn(people.withAccount(people.withLetter()));
        var staff = signedInStaff(people.staff());
        var approver = signedInStaff(people.worker(Role.CONTENT_APPROVER));
        for (var visitor : List.of(patient, staff, approver)) {
            for (var path : List.of("/publishing/test-probe", "/choices/test-probe", "/practice/test-probe", "/stay")) {
                assertThat(uploadTo(path, visitor)).as(path).isEqualTo(404);
            }
        }
        var editor = signedInStaff(people.worker(Role.CONTENT_EDITOR));
        assertThat(uploadTo("/publishing/test-probe", editor)).isEqualTo(413);
        assertThat(uploadTo("/publishing", editor)).isEqualTo(413);
        assertThat(uploadTo("/sign-out", editor)).isEqualTo(404);
    }

    private int uploadTo(String path, WebVisitor visitor) {
        return visitor.send(visitor.request(path)
                        .header("Origin", "http://localhost:" + port)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "a".repeat(2_500_000)
                                        + "\r\n--x--\r\n")))
                .status();
    }

    /** S9: two first requests of one session at once. */
    @Test
    void manyPagesOfOneSessionAtOnceAreFine() throws Exception {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        var pool = Executors.newFixedThreadPool(8);
        try {
            var answers = pool.invokeAll(IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(i -> () -> visitor()
                            .withCookie("datachoice", visitor.cookie("datachoice"))
                            .get(i % 2 == 0 ? "/choices/test-probe" : "/sign-in")
                            .status())
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void demoFormsAreTakenFromThisSiteOnly() {
        var own = "http://localhost:" + port;
        for (var origin : List.of(
                "https://evil.example", "null", "http://localhost:1", "http://localhost.evil.example:" + port)) {
            assertThat(visitor().post("/demo/nothing", Map.of("Origin", origin)).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(visitor().post("/demo/nothing").status()).isEqualTo(403);
        assertThat(visitor()
                        .post("/demo/nothing", Map.of("Referer", "https://evil.example/"))
                        .status())
                .isEqualTo(403);
        assertThat(visitor().post("/demo/nothing", Map.of("Origin", own)).status())
                .isEqualTo(404);
        assertThat(visitor().post("/demo/nothing", Map.of("Referer", own + "/")).status())
                .isEqualTo(404);
    }

    private Set<String> sessions() {
        return jdbc.sql("select primary_id from identity.session")
                .query(String.class)
                .set();
    }
}
