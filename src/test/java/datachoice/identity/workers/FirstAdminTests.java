package datachoice.identity.workers;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import datachoice.BrokenTables;
import datachoice.FailingCommit;
import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.core.Role;
import datachoice.identity.Accounts;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.IdentityFixtures.MovingClock;
import datachoice.identity.IdentityFixtures.People;
import datachoice.identity.IdentityFixtures.Sent;
import datachoice.identity.WebVisitor;
import datachoice.identity.proof.FailureBudgets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** T32, T4, V6.3.2: how a portal in production gets its first administrator, and nobody else gets in that way. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "datachoice.mode=production",
            "datachoice.operator.name=Choice Body",
            "datachoice.operator.address=1 High Street, Leeds LS1 1AA",
            "datachoice.operator.phone=0113 496 0000",
            "datachoice.operator.phone-hours=Monday to Friday",
            "datachoice.operator.email=help@body.example",
            "datachoice.operator.data-protection-officer=dpo@body.example",
            "datachoice.base-url=https://localhost",
            "datachoice.home=${test.folder:target}/first-admin-tests",
            "spring.datasource.url=jdbc:postgresql://database.example/datachoice",
            "datachoice.database-tls=false", // where it comes from is for PostgresForTests to know
            "spring.datasource.username=app",
            "spring.flyway.user=owner",
            "spring.mail.host=mail.example"
        })
@Import({PostgresForTests.class, IdentityFixtures.class})
@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTests {
    private static final Path HOME = TestFolder.of("first-admin-tests").toAbsolutePath();
    private static final String PASSWORD = "kettle violin harbour";

    @LocalServerPort
    int port;

    @Autowired
    FirstAdmin firstAdmin;

    @Autowired
    FirstAdminNotice notice;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    Sent sent;

    @Autowired
    MovingClock clock;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void keyFile(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createDirectories(TestFolder.of("")).resolve("first-admin-tests.key");
        Files.writeString(file, "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        properties.add("datachoice.key-file", file::toString);
    }

    @BeforeEach
    void aNewPortal() throws IOException {
        clock.reset();
        jdbc.sql("delete from identity.limit_window").update();
        jdbc.sql("delete from identity.account_role where role = 'PLATFORM_ADMIN'")
                .update();
        jdbc.sql("delete from identity.first_admin where used_at is null").update();
        Files.deleteIfExists(HOME.resolve(FirstAdmin.FILE));
    }

    private Optional<FirstAdmin.Place> starts(Path home, String machine) {
        return asJob(() -> firstAdmin.prepare(home, machine));
    }

    private String code() throws IOException {
        return Files.readString(HOME.resolve(FirstAdmin.FILE)).strip();
    }

    private static String newAddress() {
        return "first-" + UUID.randomUUID() + "@operator.example";
    }

    private WebVisitor enters(String code, String email) {
        return new WebVisitor(port)
                .get("/first-admin")
                .submit(
                        "/first-admin",
                        "code",
                        code,
                        "fullName",
                        "Olive Operator",
                        "email",
                        email,
                        "password",
                        PASSWORD);
    }

    private String worker(Role role) {
        var email = newAddress();
        asJob(() -> accounts.openForWorker(email, PASSWORD, "Wanda Worker", null, Set.of(role)));
        return email;
    }

    private static String problems(WebVisitor visitor) {
        return visitor.page().select(".nhsuk-error-summary__list").text();
    }

    /** Decision 31. */
    @Test
    void storesNothingWhereATableFails() throws IOException {
        assertThat(starts(HOME, "here")).isPresent();
        var code = code();
        var email = newAddress();
        var visitor = new WebVisitor(port);
        Predicate<WebVisitor> sentOn = answer -> answer.status() == 302;
        scheduler.pause();
        try (var tables = new BrokenTables(database)) {
            assertThat(tables.each(
                            "POST /first-admin",
                            () -> visitor.get("/first-admin"),
                            () -> visitor.submit(
                                    "/first-admin",
                                    "code",
                                    code,
                                    "fullName",
                                    "Olive Operator",
                                    "email",
                                    email,
                                    "password",
                                    PASSWORD),
                            sentOn))
                    .contains("identity.one_time_code");
            assertThat(tables.each(
                            "POST /first-admin/code/again",
                            () -> visitor.get("/first-admin/code"),
                            () -> visitor.submit("/first-admin/code/again"),
                            sentOn))
                    .contains("identity.one_time_code");
            assertThat(tables.each(
                            "POST /first-admin/code",
                            () -> visitor.get("/first-admin/code"),
                            () -> visitor.submit("/first-admin/code", "code", sent.lastCodeTo(email)),
                            sentOn))
                    .contains("identity.account", "identity.account_role", "identity.first_admin", "audit.entry");
        } finally {
            scheduler.resume();
        }
        assertThat(visitor.get("/admin/accounts").status()).isEqualTo(200);
        assertThat(HOME.resolve(FirstAdmin.FILE)).doesNotExist();
    }

    /** V2.3.3: nobody is signed in to an account that is not there. */
    @Test
    void whatCannotBeCommittedMakesNobodyAdministrator() throws Exception {
        starts(HOME, "here");
        var email = newAddress();
        var visitor = enters(code(), email).get("/first-admin/code");
        try (var failing = new FailingCommit(database, "identity.account")) {
            assertThat(visitor.submit("/first-admin/code", "code", sent.lastCodeTo(email))
                            .status())
                    .isEqualTo(500);
        }
        assertThat(HOME.resolve(FirstAdmin.FILE)).exists();
        assertThat(signedInToNothing()).isEqualTo(0);
        assertThat(visitor.get("/first-admin/code").status()).isEqualTo(200);
        assertThat(visitor.submit("/first-admin/code", "code", sent.lastCodeTo(email))
                        .location())
                .isEqualTo("/admin/accounts");
    }

    /** Visits to accounts that are not there. */
    private int signedInToNothing() {
        return jdbc.sql("""
                        select count(*) from identity.session where principal_name is not null
                            and principal_name not in (select id::text from identity.account)
                        """).query(Integer.class).single();
    }

    @Test
    void theCodeFromTheFileAndAnAddressMakeTheFirstAdministrator(CapturedOutput log) throws IOException {
        notice.onApplicationEvent(null);
        var file = HOME.resolve(FirstAdmin.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(log.getAll())
                .contains("First administrator: open https://localhost/first-admin before", "in the file " + file)
                .doesNotContain(code());
        assertThat(jdbc.sql("select encode(code_hash, 'escape') from identity.first_admin where used_at is null")
                        .query(String.class)
                        .single())
                .doesNotContain(code().replace("-", ""));

        var email = newAddress();
        var visitor = enters(" " + code().toLowerCase(), email);
        assertThat(visitor.location()).isEqualTo("/first-admin/code");
        assertThat(visitor.get("/admin/accounts").location()).isEqualTo("/sign-in");
        visitor.get("/first-admin/code").submit("/first-admin/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/admin/accounts");
        assertThat(visitor.follow().page().select("tbody").text()).contains("Olive Operator (you)");
        assertThat(visitor.page().select(".nhsuk-notification-banner").text())
                .contains("You are the first administrator");

        assertThat(file).doesNotExist();
        for (var address : List.of("/first-admin", "/first-admin/code")) {
            assertThat(new WebVisitor(port).get(address).status()).isEqualTo(404);
            assertThat(new WebVisitor(port).get(address).setCookies())
                    .as("no session")
                    .isEmpty();
        }
        assertThat(starts(HOME, "here")).as("the next start").isEmpty();
        var again = new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", email, "password", PASSWORD);
        assertThat(again.location()).as("V6.3.3").isEqualTo("/sign-in/code");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'FIRST_ADMIN_OPENED' and detail like ?")
                        .param("%" + people.idOf(email))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void isNotThereUnlessACodeWasMade() {
        assertThat(new WebVisitor(port).get("/first-admin").status()).isEqualTo(404);
        starts(HOME, "here");
        assertThat(new WebVisitor(port).get("/first-admin").status()).isEqualTo(200);
        worker(Role.PLATFORM_ADMIN);
        assertThat(new WebVisitor(port).get("/first-admin").status()).isEqualTo(404);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        starts(HOME, "here");
        assertThat(problems(enters("", newAddress()))).isEqualTo("Enter the code");
        assertThat(problems(enters("7KQ2-M4XD", newAddress()))).startsWith("The code has 16 letters");
        assertThat(problems(enters("7KQ2-M4XD-9TBH-3WPE", newAddress()))).startsWith("We do not recognise that code");
        assertThat(problems(enters(code(), worker(Role.AUDITOR))))
                .isEqualTo("This address has an account already. Use another one");
        var right = code();
        clock.move(Duration.ofMinutes(30));
        assertThat(problems(enters(right, newAddress()))).startsWith("We do not recognise that code");
        starts(HOME, "here");
        assertThat(code()).as("the next start makes a new one").isNotEqualTo(right);
        assertThat(enters(code(), newAddress()).location()).isEqualTo("/first-admin/code");
        clock.reset();
    }

    @Test
    void nobodyTriesCodesWithoutEnd() {
        starts(HOME, "here");
        for (int i = 0; i < FailureBudgets.LONG_CODE_AGAIN; i++) {
            assertThat(enters("7KQ2-M4XD-9TBH-3WPE", newAddress()).status()).isEqualTo(422);
        }
        assertThat(enters("7KQ2-M4XD-9TBH-3WPE", newAddress()).status()).isEqualTo(429);
    }

    /** Nodes that start at once agree on one code; one that starts again shows the same. */
    @Test
    void twoNodesAgreeOnOneCode() throws Exception {
        var homes = new ArrayList<Path>();
        for (int i = 0; i < 4; i++) {
            homes.add(Files.createTempDirectory("node-" + i));
        }
        var start = new CyclicBarrier(homes.size());
        var pool = Executors.newFixedThreadPool(homes.size());
        var places = new ArrayList<Future<Optional<FirstAdmin.Place>>>();
        for (var home : homes) {
            places.add(pool.submit(() -> {
                start.await();
                return starts(home, home.getFileName().toString());
            }));
        }
        var found = new ArrayList<FirstAdmin.Place>();
        for (var place : places) {
            found.add(place.get().orElseThrow());
        }
        pool.shutdown();
        assertThat(found.stream().map(FirstAdmin.Place::machine).distinct()).hasSize(1);
        assertThat(found.stream().filter(place -> place.file() != null)).hasSize(1);
        assertThat(homes.stream().filter(home -> Files.exists(home.resolve(FirstAdmin.FILE))))
                .hasSize(1);
        var maker =
                found.stream().filter(place -> place.file() != null).findFirst().orElseThrow();
        var code = Files.readString(maker.file()).strip();
        assertThat(starts(maker.file().getParent(), "again").orElseThrow().file())
                .as("started again")
                .isEqualTo(maker.file());
        assertThat(Files.readString(maker.file()).strip()).isEqualTo(code);
        assertThat(enters(code, newAddress()).location()).isEqualTo("/first-admin/code");
        var elsewhere =
                found.stream().filter(place -> place.file() == null).findFirst().orElseThrow();
        assertThat(FirstAdminNotice.line(elsewhere, "https://localhost/first-admin"))
                .endsWith("in the data folder of " + maker.machine());
    }

    /** T4: many at the last step, one gets in. */
    @Test
    void ofManyAtOnceOneBecomesAdministrator() throws Exception {
        starts(HOME, "here");
        var emails = new ArrayList<String>();
        var visitors = new ArrayList<WebVisitor>();
        for (int i = 0; i < 8; i++) {
            emails.add(newAddress());
            visitors.add(enters(code(), emails.get(i)).get("/first-admin/code"));
        }
        var start = new CyclicBarrier(visitors.size());
        var pool = Executors.newFixedThreadPool(visitors.size());
        var statuses = new ArrayList<Future<Integer>>();
        for (int i = 0; i < visitors.size(); i++) {
            var visitor = visitors.get(i);
            var digits = sent.lastCodeTo(emails.get(i));
            statuses.add(pool.submit(() -> {
                start.await();
                return visitor.submit("/first-admin/code", "code", digits).status();
            }));
        }
        int in = 0;
        for (var status : statuses) {
            assertThat(status.get()).isIn(302, 404, 422);
            in += status.get() == 302 ? 1 : 0;
        }
        pool.shutdown();
        assertThat(in).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from identity.account_role where role = 'PLATFORM_ADMIN'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
