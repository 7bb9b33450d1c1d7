package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import datachoice.FrontProxy;
import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import datachoice.TestFolder;
import datachoice.core.PersonId;
import datachoice.core.SecretFiles;
import datachoice.crash.SavingPatient.Told;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Decision 25: two portals in production behind HAProxy, with the configuration that is recommended, on one database and
 * one data folder, while people save choices. {@code ./mvnw verify -Pnodes}; with {@code -Pbefore -Dnodes.before=} and the
 * jar of an earlier release, that release beside this one.
 */
@Tag("nodes")
class TwoNodesTests {
    private static final Duration LONGEST_POST = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Path home = TestFolder.of("home-for-nodes").toAbsolutePath();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Crashable server;
    private GreenMail mail;
    private DataSource superuser;
    private int port;
    private Map<String, String> variables;

    /** Who changes their mind all the time, and what became of it. */
    private static final class Load {
        private final SavingPatient patient;
        private final Map<Told, Integer> told = new TreeMap<>();
        private final Map<String, Integer> servedBy = new TreeMap<>();
        private long longest;

        private Load(SavingPatient patient) {
            this.patient = patient;
        }

        void run(AtomicBoolean enough) {
            var random = new Random();
            while (!enough.get()) {
                var begun = System.nanoTime();
                told.merge(patient.savesAChoice(random), 1, Integer::sum);
                longest = Math.max(longest, (System.nanoTime() - begun) / 1_000_000);
                servedBy.merge(patient.browser().header("X-Served-By").orElse("nobody"), 1, Integer::sum);
                SavingPatient.pause(random.nextInt(40));
            }
        }
    }

    @BeforeEach
    void makeReady() throws Exception {
        assertThat(FrontProxy.PROGRAM).as("HAProxy (apt install haproxy)").isExecutable();
        FileSystemUtils.deleteRecursively(home);
        server = PostgresForTests.crashable("nodes");
        running.add(server);
        superuser = PostgresForTests.superuser(server.database());
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        running.add(mail::stop);
        SecretFiles.write(folder.resolve("key"), "0123456789abcdef".repeat(4));
        port = Node.freePort();
        variables = new HashMap<>(Map.of(
                "DATACHOICE_MODE", "production",
                "DATACHOICE_HOME", home.toString(),
                "DATACHOICE_BASE_URL", "https://localhost",
                "DATACHOICE_KEY_FILE", folder.resolve("key").toString(),
                "DATACHOICE_PROXIES", "127.0.0.0/8",
                "DATACHOICE_DRAIN", "3s",
                "DATACHOICE_MAIL_TLS", "false",
                "SPRING_MAIL_HOST", "127.0.0.1",
                "SPRING_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()),
                "SPRING_DATASOURCE_URL", server.database().getJdbcUrl()));
        var migrations = PostgresForTests.migratedBy(server.database());
        variables.put("SPRING_DATASOURCE_USERNAME", server.database().getUsername());
        variables.put("SPRING_DATASOURCE_PASSWORD", server.database().getPassword());
        variables.put("SPRING_FLYWAY_USER", migrations.getUsername());
        variables.put("SPRING_FLYWAY_PASSWORD", migrations.getPassword());
        variables.putAll(Node.OPERATOR);
        variables.put("DATACHOICE_CHOICES_PERHOUR", "1000000");
        variables.put("DATACHOICE_CHOICES_PERDAY", "1000000");
    }

    @AfterEach
    void takeAway() throws Exception {
        threads.shutdownNow();
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    @Test
    void nothingIsLostAndNobodyIsSignedOutWhileBothAreRestarted() throws Exception {
        var one = node("one", null);
        var two = node("two", null);
        one.start();
        two.start();
        startProxy(one, two);
        var loads = people();
        var begun = Instant.now();
        var starts = new ArrayList<Long>();
        under(loads, () -> {
            SavingPatient.pause(5_000);
            for (var node : List.of(one, two)) {
                node.stop();
                starts.add(node.start());
                SavingPatient.pause(3_000);
            }
        });
        var took = Duration.between(begun, Instant.now());
        nothingWasLost(loads);
        bothServe(one, two);
        jobsRanOnce();
        System.out.printf(
                "Two nodes, each restarted once under load: %d s, %s, %d choices saved, 0 lost, nobody signed out."
                        + " Served by %s. The longest that a choice took, from the question to the receipt: %d ms."
                        + " Nodes were well again after %s ms.%n",
                took.toSeconds(),
                loads.size() + " people",
                saved(loads),
                servedBy(loads),
                loads.stream().mapToLong(load -> load.longest).max().orElse(0),
                starts);
        awayAndBack(loads.get(0).patient, one, two);
    }

    /** Expand, then contract: what this release adds to the database does not disturb the one before. */
    @Test
    @Tag("before")
    void theReleaseBeforeGoesOnBesideThisOne() throws Exception {
        var jar = System.getProperty("nodes.before");
        assertThat(jar).as("-Dnodes.before=, the jar of the release before").isNotNull();
        var old = node("before", Path.of(jar));
        old.start();
        var before = migrations();
        var current = node("current", null);
        current.start();
        var after = migrations();
        startProxy(old, current);
        var loads = people();
        under(loads, () -> {
            SavingPatient.pause(10_000);
            old.stop(); // it must also start on what it does not know yet: an update may be called off
            old.start();
            SavingPatient.pause(10_000);
        });
        nothingWasLost(loads);
        jobsRanOnce();
        System.out.printf(
                "The release before beside this one: %d migrations, %d of them new; %d choices saved, 0 lost, nobody signed"
                        + " out. Served by %s.%n",
                after, after - before, saved(loads), servedBy(loads));
        assertThat(after).as("migrations of this release").isGreaterThanOrEqualTo(before);
    }

    private Node node(String name, @Nullable Path jar) throws IOException {
        var node = new Node(name, jar, variables);
        running.add(node);
        return node;
    }

    private void startProxy(Node one, Node two) throws IOException {
        var front = folder.resolve("front.cfg");
        Files.writeString(
                front,
                FrontProxy.at(port)
                        .replace(
                                "    use_backend",
                                "    http-response set-header X-Served-By %[srv_name]\n    use_backend"));
        var builder = new ProcessBuilder(
                        FrontProxy.PROGRAM.toString(), "-db", "-f", front.toString(), "-f", FrontProxy.NODES.toString())
                .redirectErrorStream(true)
                .redirectOutput(TestFolder.of("haproxy.log").toFile());
        builder.environment().put("NODE_ONE", "127.0.0.1:" + one.port());
        builder.environment().put("NODE_TWO", "127.0.0.1:" + two.port());
        var proxy = builder.start();
        running.add(() -> proxy.destroyForcibly().waitFor(10, TimeUnit.SECONDS));
        await().atMost(Duration.ofSeconds(20)).until(this::proxyAnswers);
        SavingPatient.pause(1_500); // until it has seen both
    }

    private boolean proxyAnswers() {
        try {
            return new WebVisitor(port).get("/").status() == 200;
        } catch (AssertionError e) {
            return false;
        }
    }

    private List<Load> people() {
        var jdbc = new JdbcTemplate(superuser);
        return SmallDemo.EMAILS.stream()
                .map(email -> {
                    var person = jdbc.queryForObject(
                            "select person from identity.account where email = ?", UUID.class, email);
                    return new Load(new SavingPatient(
                                    new PersonId(Objects.requireNonNull(person)), email, FewPeople.PASSWORD, port)
                            .signIn());
                })
                .toList();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void under(List<Load> loads, Work work) throws Exception {
        var enough = new AtomicBoolean();
        var all = new ArrayList<Future<?>>();
        loads.forEach(load -> all.add(threads.submit(() -> load.run(enough))));
        try {
            work.run();
        } finally {
            enough.set(true);
        }
        for (var each : all) {
            each.get();
        }
    }

    private void nothingWasLost(List<Load> loads) {
        var books = new Books(superuser);
        for (var load : loads) {
            assertThat(load.told).as("what %s was told", load.patient.person()).containsOnlyKeys(Told.SAVED);
            assertThat(load.servedBy).as("who served").hasSize(2);
            books.balanceFor(load.patient);
        }
    }

    private static int saved(List<Load> loads) {
        return loads.stream().mapToInt(load -> load.patient.receipts().size()).sum();
    }

    private static Map<String, Integer> servedBy(List<Load> loads) {
        var all = new TreeMap<String, Integer>();
        loads.forEach(load -> load.servedBy.forEach((node, times) -> all.merge(node, times, Integer::sum)));
        return all;
    }

    /** One film, stored by whichever node came first. */
    private static void bothServe(Node one, Node two) {
        var film = new WebVisitor(one.port())
                .get("/film")
                .page()
                .select("video source")
                .attr("src");
        assertThat(film).startsWith("/media/");
        for (var node : List.of(one, two)) {
            var part = new WebVisitor(node.port()).get(film, "Range", "bytes=0-999");
            assertThat(part.status()).as("the film from %s", node.port()).isEqualTo(206);
            assertThat(part.body())
                    .isEqualTo(new WebVisitor(one.port())
                            .get(film, "Range", "bytes=0-999")
                            .body());
        }
    }

    /** Each e-mail that the outbox calls sent has arrived at the mail server, once. */
    private void jobsRanOnce() {
        var jdbc = new JdbcTemplate(superuser);
        var books = new Books(superuser);
        await().atMost(LONGEST_POST).until(() -> books.unsent() == 0);
        var sent = jdbc.queryForObject(
                "select count(*) from letter.message where channel = 'EMAIL' and sent_at is not null", Integer.class);
        assertThat(sent).isPositive();
        assertThat(mail.getReceivedMessages()).as("e-mails that arrived").hasSize(sent);
        assertThat(jdbc.queryForObject("select coalesce(max(attempts), 0) from letter.message", Integer.class))
                .as("times that one was taken up")
                .isEqualTo(1);
        assertThat(
                        jdbc.queryForList(
                                "select task_name from job.scheduled_tasks group by task_name, task_instance having count(*) > 1"))
                .isEmpty();
        System.out.printf("%d e-mails were to be sent, and each arrived once.%n", sent);
    }

    /** Decision 27, B25. */
    private void awayAndBack(SavingPatient patient, Node one, Node two) {
        var anybody = new WebVisitor(port);
        var style = anybody.get("/about").page().select("link[rel=stylesheet]").attr("href");
        server.kill9();
        var begun = Instant.now();
        await().atMost(SavingPatient.PATIENCE).until(() -> !one.isWell() && !two.isWell());
        SavingPatient.pause(1_000);
        for (var path : List.of("/", "/about", "/film", "/letter-code", "/sign-in", "/choices", "/news")) {
            var page = anybody.get(path);
            assertThat(page.status()).as(path).isEqualTo(503);
            assertThat(page.header("Retry-After")).as(path).isPresent();
            assertThat(page.page().select("main h1").text()).as(path).contains("Sorry");
        }
        assertThat(patient.browser().get("/choices").status()).isEqualTo(503);
        assertThat(anybody.get(style).status()).as("style sheet").isEqualTo(200);
        server.restart();
        var restarted = Instant.now();
        await().atMost(SavingPatient.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> one.isWell() && two.isWell());
        var back = Duration.between(restarted, Instant.now());
        await().atMost(SavingPatient.PATIENCE)
                .until(() -> patient.browser().get("/choices").status() == 200);
        assertThat(patient.savesAChoice(new Random())).isEqualTo(Told.SAVED);
        new Books(superuser).balanceFor(patient);
        System.out.printf(
                "Database away for %d ms: 503 for every page, style sheets as always; both nodes well %d ms after it was back,"
                        + " without a restart, and still signed in.%n",
                Duration.between(begun, restarted).toMillis(), back.toMillis());
    }

    private int migrations() {
        var tables = new JdbcTemplate(superuser)
                .queryForList(
                        "select format('%I.%I', schemaname, tablename) from pg_tables where tablename like 'flyway_schema_history%'",
                        String.class);
        return tables.stream()
                .mapToInt(table -> Objects.requireNonNull(new JdbcTemplate(superuser)
                        .queryForObject("select count(*) from " + table + " where success", Integer.class)))
                .sum();
    }
}
