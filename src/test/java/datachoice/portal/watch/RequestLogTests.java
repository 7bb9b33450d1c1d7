package datachoice.portal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import datachoice.HtmlChecker;
import datachoice.OwnServer;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.identity.WebVisitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** One line for each request that was refused or failed, found again by what stands on the page; and not who (T20). */
@WholePortal
@ExtendWith(OutputCaptureExtension.class)
class RequestLogTests {
    private static final Pattern REFERENCE =
            Pattern.compile("tell us this problem reference: ([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    ApplicationContext portal;

    private static String reference(WebVisitor visitor) {
        Matcher said = REFERENCE.matcher(visitor.page().select("main").text());
        assertThat(said.find()).as(visitor.body()).isTrue();
        return said.group(1);
    }

    private static List<String> lines(CapturedOutput log, String what) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains("datachoice.requests") && line.contains(what))
                .toList();
    }

    /** Written a moment after the answer has left. */
    private static String line(CapturedOutput log, String what) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !lines(log, what).isEmpty());
        assertThat(lines(log, what)).hasSize(1);
        return lines(log, what).get(0);
    }

    @Test
    void aFaultIsOneErrorAndItsReferenceStandsOnThePage(CapturedOutput log) {
        var person = cast.adult("Rory Reference", cast.practice("Reference Surgery"));
        var patient = cast.signedIn(port, cast.accountOf(person));
        var question = "/choices/" + person + "/change";
        patient.get(question);
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.execute("""
                create function public.fail() returns trigger language plpgsql as
                    'begin raise exception ''Jane Doe, 9434765919, jane@mail.example''; end';
                grant execute on function public.fail() to app;
                create trigger fail before insert on choice.draft for each row execute function public.fail()
                """);
        try {
            patient.submit(question, "choice", "ALLOW");
        } finally {
            owner.execute("drop function public.fail() cascade");
        }
        assertThat(patient.status()).isEqualTo(500);
        assertThat(HtmlChecker.errorsIn(patient.body())).isEmpty();
        var reference = reference(patient);
        assertThat(line(log, "Failed: POST /choices/*/change 500")).contains("[" + reference + "]");
        assertThat(log.getAll().lines().filter(line -> line.contains(" ERROR ") && line.contains(reference)))
                .as("said once")
                .hasSize(1);
        assertThat(log.getAll())
                .contains("\tat datachoice.choice")
                .doesNotContain(person.toString(), "Reference,", "9434765919", "jane@mail.example");
    }

    @Test
    void eachRefusalIsOneLineWithoutTheAddressAsItWasTyped(CapturedOutput log) {
        var person = cast.adult("Rita Refused", cast.practice("Reference Surgery"));
        var patient = cast.signedIn(port, cast.accountOf(person));
        var secret = UUID.randomUUID().toString();

        patient.get("/choices/" + secret);
        assertThat(patient.status()).isEqualTo(404);
        line(log, "Refused: GET /choices/* 404");
        patient.get("/practice/people/" + secret);
        line(log, "Refused: GET /practice/people/* 404");
        patient.get("/receipts/ABCD-2345");
        line(log, "Refused: GET /receipts/* 404");

        var stranger = new WebVisitor(port).post("/choices/" + person + "/change", "choice", "ALLOW", "name", "Rita");
        assertThat(stranger.status()).isEqualTo(403);
        line(log, "Refused: POST /choices/*/change 403");

        stranger.send(stranger.request("/about")
                .method("JANE-9434765919", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(lines(log, "JANE")).isEmpty();

        for (var path : List.of(
                "/jane/9434765919", "/leaflets/jane", "/media/" + secret, "/assets/jane.css", "/about?q=jane")) {
            stranger.get(path);
        }
        assertThat(lines(log, " GET /* 404")).as("what is mistyped is no news").isEmpty();
        assertThat(log.getAll()).doesNotContain(secret, person.toString(), "ABCD-2345", "9434765919", "Rita", "jane");
    }

    /** Whoever closes the page while the film loads is no fault of ours; a disk that cannot be read is. */
    @Test
    void aVisitorWhoLeavesIsNoError() throws Exception {
        var server = new OwnServer(portal);
        try (var said = server.listens()) {
            visitorsLeave();
            server.awaitRest();
            assertThat(said.complaints()).isEmpty();
            assertThat(said.lines()).noneMatch(line -> line.contains("/media/"));
        }
        assertThat(RequestLog.isGone(new IOException("No space left on device")))
                .isFalse();
        assertThat(RequestLog.isGone(new UncheckedIOException(new NoSuchFileException("film"))))
                .isFalse();
        assertThat(RequestLog.isGone(new ClientAbortException(new IOException("Broken pipe"))))
                .isTrue();
    }

    private void visitorsLeave() throws IOException {
        var film = new WebVisitor(port)
                .get("/film").page().select("video source, video").stream()
                        .map(it -> it.attr("src"))
                        .filter(it -> it.startsWith("/media/"))
                        .findFirst()
                        .orElseThrow();
        for (int bytes = 0; bytes < 6; bytes++) {
            try (var browser = new Socket("localhost", port)) {
                browser.setReceiveBufferSize(4096);
                browser.getOutputStream()
                        .write(("GET " + film + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nRange: bytes=0-\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(browser.getInputStream().readNBytes(1 + bytes * 1000))
                        .isNotEmpty();
                browser.setSoLinger(true, 0); // leaves without a word
            }
        }
        new WebVisitor(port).get("/film"); // and somebody else stays
    }

    /** What no filter and no page of ours is asked about has a reference, too. */
    @Test
    void everyErrorPageButTheOneForMistypedAddressesHasAReferenceOfItsOwn() {
        var seen = new HashSet<String>();
        for (var request : List.of(
                new WebVisitor(port).post("/about%00", "a", "b"),
                new WebVisitor(port).post("/letter-code;x=y", "a", "b"),
                new WebVisitor(port)
                        .post("/demo/sign-in", Map.of("Origin", "https://elsewhere.example"), "who", "george"))) {
            assertThat(request.status()).isIn(400, 403, 404);
            if (request.status() != 404) {
                assertThat(seen.add(reference(request))).isTrue();
            }
        }
        assertThat(seen).isNotEmpty();
        assertThat(new WebVisitor(port).get("/nothing-here").page().text()).doesNotContain("problem reference");
    }

    /** Where nobody wants figures, nothing is made that counts; each bean of it would be paid for at each start. */
    @Test
    void nothingCountsWhereNoFiguresAreWanted() {
        assertThat(portal.getBeanNamesForType(MeterRegistry.class)).isEmpty();
        assertThat(portal.getBeanNamesForType(ObservationRegistry.class)).isEmpty();
        assertThat(portal.getBeanNamesForType(Figures.class)).isEmpty();
        assertThat(portal.getBeanDefinitionNames())
                .noneMatch(name ->
                        name.contains("micrometer") || name.toLowerCase().contains("metrics"));
    }
}
