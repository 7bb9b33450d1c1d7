package datachoice.portal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PaperForm;
import datachoice.PostgresForTests;
import datachoice.TestPeople;
import datachoice.core.UkTime;
import datachoice.identity.WebVisitor;
import datachoice.identity.account.RememberedPasswords;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What an operator sees: the whole portal sends its figures to a collector, as protobuf over HTTP, and they are what
 * became of what people did. Each alarm of src/main/monitoring stands on figures that are shown to move here.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "datachoice.home=${test.folder:target}/figures",
            "datachoice.demo-people=true",
            "datachoice.choices.per-hour=3",
            "management.otlp.metrics.export.step=1s"
        })
@Import({PostgresForTests.class, Cast.class, RememberedPasswords.class})
@DirtiesContext // sends each second for as long as it lives
@ExtendWith(OutputCaptureExtension.class)
class FiguresTests {
    private static final OtlpReceiver COLLECTOR = new OtlpReceiver();
    private static final String REQUESTS = "datachoice_choice_requests_total";
    private static final String CHOICES = "datachoice_choices_total";
    private static final String ASKED = "datachoice_practice_asked_total";
    private static final String ENTERED = "datachoice_practice_entered_seconds_count";
    private static final String SIGN_INS = "datachoice_sign_ins_total";
    private static final String UPLOADS = "datachoice_register_uploads_total";
    private static final String OUTBOX_AGE = "datachoice_outbox_age_seconds";
    private static final String OUTBOX_WAITING = "datachoice_outbox_waiting_messages";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    MeterRegistry registry;

    @Autowired
    List<RequestMappingHandlerMapping> handlers;

    @Value("${management.metrics.web.server.max-uri-tags}")
    int mostRoutes;

    private Somebody person;
    private String question;

    @DynamicPropertySource
    static void collector(DynamicPropertyRegistry settings) {
        settings.add("management.otlp.metrics.export.url", COLLECTOR::address);
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop();
    }

    @BeforeEach
    void somebodyNew() {
        cast.forgetFailedTries();
        person = cast.adult("Fay Figure", cast.practice("Figures Surgery"));
        question = "/choices/" + person + "/change";
    }

    /** Two exports later, at least one of them was made after what happened before. */
    private Map<String, Double> figures() {
        int seen = COLLECTOR.exports();
        await().atMost(Duration.ofSeconds(60)).until(() -> COLLECTOR.exports() >= seen + 2);
        return COLLECTOR.series();
    }

    private static double risen(Map<String, Double> before, Map<String, Double> after, String series) {
        assertThat(before).as("there from the start").containsKey(series);
        return after.get(series) - before.get(series);
    }

    private static String choices(String outcome) {
        return CHOICES + "{outcome=" + outcome + ", way=online}";
    }

    private static String signIns(String way, String outcome) {
        return SIGN_INS + "{outcome=" + outcome + ", way=" + way + "}";
    }

    private WebVisitor patient() {
        return cast.signedIn(port, cast.accountOf(person));
    }

    private String answers(WebVisitor visitor, String choice) {
        return visitor.get(question).submit(question, "choice", choice).location();
    }

    private static WebVisitor saves(WebVisitor visitor, String check) {
        return visitor.get(check).submit(check);
    }

    @Test
    void followsAChoiceFromTheButtonToThePracticesSystem() {
        var before = figures();
        var patient = patient();
        var check = answers(patient, "DO_NOT_ALLOW");
        var form =
                patient.get(check).page().select("form[action=" + check + "]").first();
        assertThat(saves(patient, check).location()).startsWith("/receipts/");
        assertThat(patient.post(
                                check,
                                "_csrf",
                                Objects.requireNonNull(form)
                                        .select("[name=_csrf]")
                                        .attr("value"),
                                "seenType1",
                                "0",
                                "seenNational",
                                "0")
                        .location())
                .as("the same button again")
                .startsWith("/receipts/");

        var saved = figures();
        assertThat(risen(before, saved, REQUESTS + "{}")).isEqualTo(2);
        assertThat(risen(before, saved, choices("saved"))).isEqualTo(1);
        assertThat(risen(before, saved, choices("saved_before"))).isEqualTo(1);
        assertThat(risen(before, saved, ASKED + "{}")).isEqualTo(1);
        assertThat(risen(before, saved, ENTERED + "{}")).isZero();
        assertThat(COLLECTOR.sender())
                .containsEntry("service.name", "datachoice")
                .containsKey("service.instance.id");

        var staff = cast.signedIn(port, cast.staffOf(person.practice()));
        staff.get("/practice").submit("/practice/applied", "entry", person + ".1");
        assertThat(staff.status()).isEqualTo(302);
        var entered = figures();
        assertThat(risen(saved, entered, ENTERED + "{}")).isEqualTo(1);
        assertThat(entered.get("datachoice_practice_entered_seconds_buckets{}")).isGreaterThanOrEqualTo(8);
        assertThat(entered.get("datachoice_practice_entered_seconds_sum{}")).isBetween(0.001, 600.0);
    }

    /** Whoever watches whether people get their receipts must not be told of receipts that nobody asked for online. */
    @Test
    void countsWhatStaffTypeInApart() {
        var before = figures();
        var staff = cast.signedIn(port, cast.staffOf(person.practice()));
        var number = jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
        var found = staff.get("/practice/search")
                .submit("/practice/search", "nhsNumber", number, "reason", "KEYING")
                .location();
        var today = UkTime.today(Clock.systemUTC());
        var readBack = staff.get(found.replace("?", "/record?"))
                .submit("/practice/people/" + person + "/record", PaperForm.signedOn(today, "answer", "DO_NOT_ALLOW"))
                .location();
        saves(staff, readBack);
        assertThat(staff.status()).as(staff.body()).isEqualTo(302);

        var after = figures();
        assertThat(risen(before, after, CHOICES + "{outcome=saved, way=keyed}")).isEqualTo(1);
        assertThat(risen(before, after, choices("saved"))).isZero();
        assertThat(risen(before, after, REQUESTS + "{}")).isZero();
        assertThat(risen(before, after, ASKED + "{}")).isEqualTo(1);
    }

    @Test
    void saysWhyChoicesWereRefused(CapturedOutput log) {
        var before = figures();
        var patient = patient();
        var seen = answers(patient, "ALLOW");
        var newer = answers(patient, "DO_NOT_ALLOW");
        patient.get(seen);
        assertThat(saves(patient, newer).location()).startsWith("/receipts/");
        assertThat(saves(patient, seen).status()).as("moved on").isEqualTo(409);
        for (int i = 0; i < 2; i++) {
            assertThat(saves(patient, answers(patient, "ALLOW")).location()).startsWith("/receipts/");
        }
        assertThat(saves(patient, answers(patient, "ALLOW")).status())
                .as("limit")
                .isEqualTo(429);
        var token = patient.get(question).token();
        patient.post("/choices/" + person + "/check/" + UUID.randomUUID(), "_csrf", token);
        assertThat(patient.status()).as("gone").isEqualTo(404);

        person = cast.adult("Lou Letter", cast.practice("Figures Surgery"));
        question = "/choices/" + person + "/change";
        var code = cast.letterFor(person);
        var first = cast.enter(new WebVisitor(port), code, person);
        var second = cast.enter(new WebVisitor(port), code, person);
        var yes = answers(first, "ALLOW");
        var no = answers(second, "DO_NOT_ALLOW");
        second.get(no);
        assertThat(saves(first, yes).location()).startsWith("/receipts/");
        second.submit(no);
        assertThat(second.status()).as("letter used").isEqualTo(409);

        var child = cast.somebody("Kit Kid", 7, person.practice());
        var parent = cast.adult("Pia Parent", person.practice());
        cast.guardianOf(parent, child);
        person = parent;
        var guardian = patient();
        person = child;
        question = "/choices/" + child + "/change";
        var forChild = answers(guardian, "ALLOW");
        guardian.get(forChild);
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update person.relation set valid_from = current_date - 10, valid_to = current_date - 2 where proxy = ?",
                        parent.id().value());
        guardian.submit(forChild);
        assertThat(guardian.status()).as("not entitled").isEqualTo(404);

        var after = figures();
        assertThat(risen(before, after, choices("saved"))).isEqualTo(4);
        for (var why : List.of("moved_on", "limit", "gone", "letter_used", "not_entitled")) {
            assertThat(risen(before, after, choices(why))).as(why).isEqualTo(1);
        }
        assertThat(risen(before, after, REQUESTS + "{}")).isEqualTo(9);
        assertThat(log.getAll().lines().filter(line -> line.contains("Refused: POST /choices/*/check/*")))
                .as("each refusal is one line, with its reason")
                .hasSize(5)
                .anyMatch(line -> line.endsWith("409, moved on"))
                .anyMatch(line -> line.endsWith("429, limit"))
                .anyMatch(line -> line.endsWith("404, gone"))
                .anyMatch(line -> line.endsWith("409, letter used"))
                .anyMatch(line -> line.endsWith("404, not entitled"));
    }

    /** The first alarm: people press as before, and no receipt comes of it. Real faults of the database, while it commits. */
    @Test
    void tellsWhatIsUnknownFromWhatIsNotStored() {
        var before = figures();
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        var patient = patient();
        var check = answers(patient, "ALLOW");
        owner.execute("""
                create function public.hang_up() returns trigger language plpgsql as
                    'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
                grant execute on function public.hang_up() to app;
                create constraint trigger hang_up after insert on choice.choice_event
                    deferrable initially deferred for each row execute function public.hang_up()
                """);
        try {
            assertThat(saves(patient, check).status()).isEqualTo(503);
        } finally {
            owner.execute("drop function public.hang_up() cascade");
        }
        owner.execute("""
                create function public.hang_up() returns trigger language plpgsql as
                    'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
                grant execute on function public.hang_up() to app;
                create trigger hang_up before insert on choice.choice_event for each row execute function public.hang_up()
                """);
        try {
            assertThat(saves(patient, check).status()).isEqualTo(503);
        } finally {
            owner.execute("drop function public.hang_up() cascade");
        }
        owner.execute("""
                create function public.fail() returns trigger language plpgsql as 'begin raise exception ''no''; end';
                grant execute on function public.fail() to app;
                create trigger fail before insert on choice.choice_event for each row execute function public.fail()
                """);
        try {
            assertThat(saves(patient, check).status()).isEqualTo(500);
        } finally {
            owner.execute("drop function public.fail() cascade");
        }
        var failed = figures();
        assertThat(risen(before, failed, REQUESTS + "{}")).isEqualTo(3);
        assertThat(risen(before, failed, choices("unknown"))).isEqualTo(1);
        assertThat(risen(before, failed, choices("not_stored"))).isEqualTo(1);
        assertThat(risen(before, failed, choices("fault"))).isEqualTo(1);
        assertThat(risen(before, failed, choices("saved")))
                .as("what was rolled back was not accepted")
                .isZero();

        assertThat(saves(patient, check).location()).startsWith("/receipts/");
        assertThat(risen(failed, figures(), choices("saved"))).isEqualTo(1);
    }

    /** The connection breaks when all is on the disk and nobody was told: asked again, it turns out to be saved, once. */
    @Test
    void countsWhatWasSettledAsSaved() throws Exception {
        var before = figures();
        var patient = patient();
        var check = answers(patient, "ALLOW");
        patient.get(check);
        var superuser = new JdbcTemplate(PostgresForTests.superuser(database));
        var told = CompletableFuture.supplyAsync(() -> {
            waitForNobody(superuser, true);
            return patient.submit(check);
        });
        try {
            var connection = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> superuser.queryForList("""
                                            select pid from pg_stat_activity join pg_locks using (pid)
                                            where datname = current_database() and wait_event = 'SyncRep'
                                              and relation = 'choice.choice_event'::regclass and mode = 'RowExclusiveLock'
                                            """, Integer.class).stream()
                                    .findFirst()
                                    .orElse(null),
                            Objects::nonNull); // not a job, which commits, too
            superuser.execute("select pg_terminate_backend(" + connection + ")");
        } finally {
            waitForNobody(superuser, false);
        }
        assertThat(told.get().location()).startsWith("/receipts/");
        var after = figures();
        assertThat(risen(before, after, choices("saved"))).isEqualTo(1);
        assertThat(risen(before, after, choices("saved_before"))).isZero();
    }

    private static void waitForNobody(JdbcTemplate superuser, boolean wait) {
        superuser.execute(
                wait
                        ? "alter system set synchronous_standby_names = 'nobody'"
                        : "alter system reset synchronous_standby_names");
        superuser.execute("select pg_reload_conf()");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> wait
                        == "nobody".equals(superuser.queryForObject("show synchronous_standby_names", String.class)));
    }

    /** The second alarm: a message that cannot be sent keeps its age, though it is put off from try to try. */
    @Test
    void agesWithTheOldestMessageThatCouldHaveLeft() {
        assertThat(figures().get(OUTBOX_AGE + "{}")).isLessThan(300);
        var id = UUID.randomUUID();
        insertMessage(id, "EMAIL_CODE", "EMAIL", "now() - interval '10 minutes'", "now() + interval '20 minutes'", 5);
        insertMessage(
                UUID.randomUUID(),
                "CHOICE_SAVED",
                "POST",
                "now() - interval '2 hours'",
                "now() + interval '50 minutes'",
                0);
        try {
            var stuck = figures();
            assertThat(stuck.get(OUTBOX_AGE + "{}"))
                    .as("the letter that waits for the evening is not late")
                    .isBetween(600.0, 900.0);
            assertThat(stuck.get(OUTBOX_WAITING + "{}")).isGreaterThanOrEqualTo(1);
        } finally {
            jdbc.update("update letter.message set withdrawn_at = now() where sent_at is null");
        }
        assertThat(figures().get(OUTBOX_AGE + "{}")).isLessThan(300);
    }

    private void insertMessage(UUID id, String kind, String channel, String created, String due, int attempts) {
        jdbc.update(
                "insert into letter.message (id, kind, channel, recipient, address, subject, body, created_at, due_at, attempts)"
                        + " values (?, ?, ?, 'nobody', 'nobody@demo.example', 's', 'b', " + created + ", " + due
                        + ", ?)",
                id,
                kind,
                channel,
                attempts);
    }

    @Test
    void countsHowPeopleGotIn() {
        var before = figures();
        var email = cast.accountOf(person);
        cast.signedIn(port, email);
        new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", email, "password", "wrong");
        var staff = cast.staffOf(person.practice());
        var halfIn = cast.withPasswordOnly(port, staff).get("/sign-in/code").submit("/sign-in/code", "code", "000000");
        assertThat(halfIn.status()).isEqualTo(422);
        cast.signedIn(port, staff);
        cast.byLetter(port, person);
        var stranger = new WebVisitor(port);
        for (int i = 0; i < 21; i++) {
            cast.enter(stranger, "0000-0000", person);
        }
        assertThat(stranger.status()).isEqualTo(429);

        var after = figures();
        assertThat(risen(before, after, signIns("password", "right"))).isEqualTo(3);
        assertThat(risen(before, after, signIns("password", "refused"))).isEqualTo(1);
        assertThat(risen(before, after, signIns("security_code", "right"))).isEqualTo(1);
        assertThat(risen(before, after, signIns("security_code", "refused"))).isEqualTo(1);
        assertThat(risen(before, after, signIns("letter", "right"))).isEqualTo(1);
        assertThat(risen(before, after, signIns("letter", "refused"))).isEqualTo(20);
        assertThat(risen(before, after, signIns("letter", "too_many_tries"))).isEqualTo(1);
    }

    @Test
    void countsFilesOfPractices() {
        var before = figures();
        var lead = cast.signedIn(port, cast.leadOf(person.practice()));
        lead.get("/practice/uploads");
        var body = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + lead.token()
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"extent\"\r\n\r\nPART"
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,"
                + "mobile,language,format,address_hidden\n"
                + TestPeople.nextNhsNumber().digits()
                + ",Row,Fine,1984-03-27,1 New Row,,,,QE1 1AA,,,,,\n\"a quote that never ends\r\n--x--\r\n";
        lead.send(lead.request("/practice/uploads")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body)));
        assertThat(lead.status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> risen(before, COLLECTOR.series(), UPLOADS + "{outcome=refused}") == 1);
        assertThat(risen(before, figures(), UPLOADS + "{outcome=loaded}")).isZero();
    }

    /** T20: whatever is counted, no tag names anybody, and none has more values than somebody wrote down. */
    @Test
    void noTagNamesAnybodyOrGrows() {
        followsAChoiceFromTheButtonToThePracticesSystem();
        var stranger = new WebVisitor(port);
        for (var path : List.of(
                "/wp-admin/" + UUID.randomUUID(),
                "/leaflets/jane.doe@mail.example",
                "/practice/people/" + person,
                "/receipts/ABCD-2345",
                "/choices/9434765919",
                "/news/4010232137?q=Jane")) {
            stranger.get(path);
        }
        figures();
        var personal = Pattern.compile(
                "[0-9a-f]{8}-[0-9a-f]{4}-|[0-9]{6}|@|\\b[0-9A-Z]{4}-[0-9A-Z]{4}\\b|(?i)figures? surg|\\bfay\\b|jane|\\bE[0-9]{5}");
        for (Meter meter : registry.getMeters()) {
            for (Tag tag : meter.getId().getTags()) {
                assertThat(tag.getKey() + "=" + tag.getValue())
                        .as(meter.getId().getName())
                        .doesNotContainPattern(personal)
                        .matches("[a-z0-9_.]+=[ -~]{0,120}");
            }
        }
        assertThat(registry.getMeters().stream()
                        .collect(Collectors.groupingBy(it -> it.getId().getName(), Collectors.counting())))
                .allSatisfy((name, series) -> assertThat(series).as(name).isLessThan(200));
        assertThat(registry.getMeters().stream()
                        .map(it -> it.getId().getName())
                        .filter(name -> name.startsWith("spring.security")))
                .isEmpty();
        assertThat(COLLECTOR.namesOfSeries())
                .noneMatch(series -> personal.matcher(series).find());
    }

    /**
     * A figure of pages is named by its route, never by the address that somebody typed, however many they type; and all
     * our routes fit below the number of routes that are counted, beyond which Micrometer would count no others.
     */
    @Test
    void noStrangerMakesFigures() {
        var routes = handlers.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route -> route.getPatternValues().stream())
                .collect(Collectors.toSet());
        var stranger = new WebVisitor(port);
        for (int i = 0; i < 40; i++) {
            stranger.get("/stranger" + i);
            stranger.get("/leaflets/stranger" + i + "/v/" + i);
            stranger.get("/assets/stranger" + i + ".css");
            stranger.send(stranger.request("/about")
                    .method("STRANGER" + i, java.net.http.HttpRequest.BodyPublishers.noBody()));
            stranger.get("/media/stranger%00" + i);
        }
        stranger.get("/about");
        await().atMost(Duration.ofMinutes(1)).until(() -> counted().contains("/about")); // when the answer is out
        var counted = counted();
        var others =
                Set.of("UNKNOWN", "NOT_FOUND", "REDIRECTION", "root", "/", "/**", "/assets/**", "/actuator/health");
        assertThat(counted).allMatch(uri -> routes.contains(uri) || others.contains(uri));
        assertThat(registry.getMeters().stream().flatMap(meter -> meter.getId().getTags().stream()))
                .noneMatch(tag -> tag.getValue().toLowerCase().contains("stranger"));
        assertThat(routes.size() + others.size()).isLessThan(mostRoutes);
    }

    private Set<String> counted() {
        return registry.find("http.server.requests").timers().stream()
                .map(timer -> timer.getId().getTag("uri"))
                .collect(Collectors.toSet());
    }

    /** A figure that is renamed would silence its alarm and empty its picture without a word. */
    @Test
    void alarmsAndDashboardNameFiguresThatArrive() throws Exception {
        var there = figures().keySet();
        for (var file : List.of("alarms.yml", "dashboard.json")) {
            var text = Files.readString(Path.of("src/main/monitoring", file), UTF_8);
            var names = new ArrayList<String>();
            var named = Pattern.compile("\\b(datachoice|http|hikaricp|jvm|process|disk)_[a-z_]+\\b")
                    .matcher(text);
            while (named.find()) {
                names.add(named.group().replaceAll("_bucket$", "_buckets"));
            }
            assertThat(names).hasSizeGreaterThanOrEqualTo(4);
            for (var name : names) {
                assertThat(there).as(file + " names " + name).anyMatch(series -> series.startsWith(name + "{"));
            }
        }
    }
}
