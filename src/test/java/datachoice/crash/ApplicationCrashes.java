package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.TestFolder;
import datachoice.core.PersonId;
import datachoice.crash.SavingPatient.Told;
import datachoice.identity.WebVisitor;
import datachoice.portal.demo.DatabaseRoles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The whole demo in a process of its own, on a data folder of its own, killed at the moment a receipt arrives. Its
 * database server stays behind as an orphan; the next start has to take its folder over.
 */
final class ApplicationCrashes implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(150);

    /** A message that was on its way out is taken up again half a minute later. */
    private static final Duration LONGEST_POST = Duration.ofSeconds(60);

    private final Path home = TestFolder.of("home-for-application-crashes").toAbsolutePath();
    private final Path log = TestFolder.of("application-crashes.log").toAbsolutePath();
    private final int port = freePort();
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Long> starts = new ArrayList<>();
    private int savedUnseen;
    private @Nullable Process application;

    ApplicationCrashes() throws IOException {
        FileSystemUtils.deleteRecursively(home.resolve("postgres").resolve("data")); // the programs may stay
        Files.deleteIfExists(log);
    }

    void survive(int crashes) throws Exception {
        System.out.println("Application crashes: crash.seed=" + seed);
        start();
        var anna = patient(SmallDemo.EMAILS.get(0));
        var ben = patient(SmallDemo.EMAILS.get(1));
        for (int i = 1; i <= crashes; i++) {
            var running = CompletableFuture.runAsync(() -> savesUntilNobodyAnswers(ben));
            for (int n = random.nextInt(5); n >= 0; n--) {
                assertThat(anna.savesAChoice(random)).isEqualTo(Told.SAVED);
            }
            Objects.requireNonNull(application).destroyForcibly().waitFor();
            running.get();
            var orphan = databaseServer();
            assertThat(orphan.isAlive())
                    .as("the database server outlives the application")
                    .isTrue();

            var key = ben.unsettled();
            if (key != null && new Books(superuser()).holds(key)) {
                savedUnseen++;
            }
            start();
            assertThat(orphan.isAlive() && orphan.equals(databaseServer()))
                    .as("the orphan was replaced")
                    .isFalse();
            var last = anna.receipts().get(anna.receipts().size() - 1);
            assertThat(anna.browser().get("/receipts/" + last).status())
                    .as("the receipt, in the same session")
                    .isEqualTo(200);
            assertThat(anna.browser().page().text()).contains(last);
            ben.settles();
            new Books(superuser()).balanceFor(List.of(anna, ben));
        }
        var books = new Books(superuser());
        await().atMost(LONGEST_POST).until(() -> {
            books.tryAgainNow();
            return books.unsent() == 0;
        });
        var sorted = starts.stream().skip(1).sorted().toList();
        System.out.printf(
                "Application crashes: %d, each right after a receipt. %d choices saved, every receipt there once; %d stored that nobody was told of. Started again in %d ms (half), %d ms (longest); first start %d ms.%n",
                crashes,
                anna.receipts().size() + ben.receipts().size(),
                savedUnseen,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                starts.get(0));
    }

    private void savesUntilNobodyAnswers(SavingPatient patient) {
        var own = new Random(random.nextLong());
        while (patient.savesAChoice(own) == Told.SAVED) {
            SavingPatient.pause(own.nextInt(20));
        }
    }

    private SavingPatient patient(String email) {
        var person = new JdbcTemplate(superuser())
                .queryForObject("select person from identity.account where email = ?", UUID.class, email);
        return new SavingPatient(new PersonId(Objects.requireNonNull(person)), email, FewPeople.PASSWORD, port)
                .signIn();
    }

    private void start() throws Exception {
        var begun = Instant.now();
        var java = ProcessHandle.current().info().command().orElse("java");
        var builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Dspring.devtools.restart.enabled=false",
                        SmallDemo.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("DATACHOICE_"));
        environment.put(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        environment.put("DATACHOICE_HOME", home.toString());
        environment.put("DATACHOICE_MODE", "demo");
        environment.put("DATACHOICE_CHOICES_PERHOUR", "1000000");
        environment.put("DATACHOICE_CHOICES_PERDAY", "1000000");
        environment.put(
                "DBSCHEDULER_HEARTBEATINTERVAL", "1s"); // a job that died is missed after 4 seconds, not after 20
        environment.put("SERVER_PORT", Integer.toString(port));
        var started = builder.start();
        application = started;
        while (!answers()) {
            assertThat(started.isAlive())
                    .as("The application ended: see " + log)
                    .isTrue();
            assertThat(Instant.now()).as("No answer: see " + log).isBefore(begun.plus(LONGEST_START));
            SavingPatient.pause(50);
        }
        starts.add(Duration.between(begun, Instant.now()).toMillis());
    }

    private boolean answers() {
        try {
            return new WebVisitor(port).get("/actuator/health", "Accept", "*/*").status() == 200;
        } catch (AssertionError e) {
            return false;
        }
    }

    private ProcessHandle databaseServer() throws IOException {
        var pid =
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private DataSource superuser() {
        try {
            int databasePort = Integer.parseInt(
                    Files.readString(home.resolve("postgres/port")).strip());
            return new DriverManagerDataSource(
                    DatabaseRoles.jdbcUrl("127.0.0.1", databasePort, "datachoice"),
                    "postgres",
                    Files.readString(home.resolve("keys/postgres-superuser")).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** In order, so that the database server stops too. */
    @Override
    public void close() throws Exception {
        if (application != null && application.isAlive()) {
            application.destroy();
            if (!application.waitFor(60, TimeUnit.SECONDS)) {
                application.destroyForcibly();
            }
        }
    }
}
