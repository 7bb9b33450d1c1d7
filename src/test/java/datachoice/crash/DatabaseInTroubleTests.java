package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.crash.SavingPatient.Told;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A database that is there, and of no use: too slow, its disk full, or no connection to it left. People get the plain page
 * of decision 27, nothing is half-stored, and nobody has to restart anything.
 */
@Timeout(180)
class DatabaseInTroubleTests extends OnACrashableServer {
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(75);
    private static final Path SMALL_DISK = Path.of("target", "small-disk").toAbsolutePath();

    private static final List<String> LITTLE_LOG = List.of("min_wal_size", "max_wal_size", "checkpoint_timeout");

    @Autowired
    HikariDataSource pool;

    @AfterEach
    void noTroubleIsLeft() {
        SlowSockets.delayAnswersBy(Duration.ZERO);
    }

    @Test
    void answersThatTakeFiveSecondsAreNotWaitedFor() throws Exception {
        var patient = people.somebody(port).signIn();
        var other = people.somebody(port).signIn();
        other.browser().get("/choices");
        var atIt = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("DO_NOT_ALLOW"));
        var enough = new AtomicBoolean();
        var told = EnumSet.noneOf(Told.class);
        var saving = CompletableFuture.runAsync(
                () -> { // until one of them is caught by it
                    while (!enough.get()) {
                        told.add(atIt.savesAChoice(new Random()));
                        if (atIt.unsettled() != null) {
                            return;
                        }
                    }
                });
        SavingPatient.pause(500);
        SlowSockets.delayAnswersBy(Duration.ofSeconds(5));
        SavingPatient.pause(600); // connections that have rested half a second are asked first whether they are well
        try {
            slowPages(other);
            assertThat(patient.saves(check)).isIn(Told.NOT_SAVED, Told.CHECKING, Told.SAVED);
        } finally {
            SlowSockets.delayAnswersBy(Duration.ZERO);
            enough.set(true);
        }
        saving.get();
        assertThat(told).doesNotContain(Told.NOTHING);
        for (var each : List.of(patient, atIt)) {
            each.settles(); // within half a minute
            assertThat(each.savesAChoice(new Random())).isEqualTo(Told.SAVED);
        }
        books.balanceFor(List.of(patient, atIt));
    }

    /** A statement that the database itself gives up on: on another one that never ends, say. */
    @Test
    void aStatementThatTakesTooLongIsABusyDatabase() {
        var patient = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("ALLOW"));
        var owner = new JdbcTemplate(PostgresForTests.owner(server.database()));
        owner.execute(
                "create function public.think() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end'");
        owner.execute(
                "create trigger think before insert on choice.choice_event for each row execute function public.think()");
        try {
            assertThat(patient.saves(check)).isEqualTo(Told.NOT_SAVED);
        } finally {
            owner.execute("drop function public.think() cascade");
        }
        books.balanceFor(patient);
        isBack(patient, check);
        books.balanceFor(patient);
    }

    @Test
    void withoutAFreeConnectionEverybodyIsToldToComeBack() throws SQLException {
        var patient = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("DO_NOT_ALLOW"));
        var other = people.somebody(port).signIn();
        other.browser().get("/choices");
        var held = new ArrayList<Connection>();
        try {
            while (held.size() < pool.getMaximumPoolSize()) {
                held.add(pool.getConnection());
            }
            pagesAreAway(other);
            assertThat(patient.saves(check)).isEqualTo(Told.NOT_SAVED);
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
        isBack(patient, check);
        books.balanceFor(patient);
    }

    /** A disk of its own for the letters, of 64 megabytes, and nothing left on it. */
    @Test
    void whatADiskHasNoRoomForIsNotSaved() throws Exception {
        var patient = people.somebody(port).signIn();
        var jdbc = new JdbcTemplate(superuser);
        try (var disk = new SmallDisk(
                SMALL_DISK, "64m", TestFolder.of("postgres-for-crashes").resolve("postgres/data"))) {
            jdbc.execute("create tablespace small location '" + SMALL_DISK + "'");
            try {
                jdbc.execute("alter table letter.message set tablespace small");
                jdbc.execute("vacuum full letter.message"); // what others have sent has left no room in it
                disk.fill();
                var random = new Random();
                var told = Told.SAVED;
                for (int i = 0; i < 60 && told == Told.SAVED; i++) {
                    told = patient.savesAChoice(random);
                }
                assertThat(told).as("on a full disk").isEqualTo(Told.NOT_SAVED);
                assertThat(books.holds(Objects.requireNonNull(patient.unsettled())))
                        .isFalse();
                books.balanceFor(patient);
                assertThat(new WebVisitor(port).get("/about").status())
                        .as("what only reads")
                        .isEqualTo(200);
                disk.empty();
                patient.settles();
                assertThat(patient.savesAChoice(random)).isEqualTo(Told.SAVED);
            } finally {
                disk.empty();
                jdbc.execute("alter table letter.message set tablespace pg_default");
                jdbc.execute("drop tablespace small");
            }
        }
        books.balanceFor(patient);
    }

    /**
     * A disk of its own for the log of the database, and nothing left on it: PostgreSQL stops rather than acknowledge what
     * it could not write down. Whoever made room starts it again, if it has given up; the portal needs nobody.
     */
    @Test
    void aFullLogStopsTheDatabaseAndNothingAcknowledgedIsLost() throws Exception {
        var patient = people.somebody(port).signIn();
        var other = people.somebody(port).signIn();
        other.browser().get("/choices");
        var random = new Random();
        assertThat(patient.savesAChoice(random)).isEqualTo(Told.SAVED);
        var log = TestFolder.of("postgres-for-crashes")
                .resolve("postgres/data/pg_wal")
                .toAbsolutePath();
        var away = log.resolveSibling("pg_wal.before");
        keepsLittleLog();
        try (var disk = new SmallDisk(SMALL_DISK, megabytes(log) + 40 + "m", log)) {
            server.close();
            copy(log, SMALL_DISK);
            Files.move(log, away);
            Files.createSymbolicLink(log, SMALL_DISK);
            try {
                server.restart();
                patient.settles();
                disk.fill();
                var told = Told.SAVED;
                for (int i = 0; i < 500 && told == Told.SAVED; i++) {
                    told = patient.savesAChoice(random);
                    beginsTheNextFile();
                }
                assertThat(told).as("on a full disk").isIn(Told.NOT_ASKED, Told.NOT_SAVED, Told.CHECKING);
                pagesAreAway(other);
                disk.empty();
                if (!server.process().isAlive()) {
                    server.restart();
                }
                patient.settles(); // within half a minute
                assertThat(patient.savesAChoice(random)).isEqualTo(Told.SAVED);
                books.balanceFor(patient);
            } finally {
                Files.deleteIfExists(SMALL_DISK.resolve("filler"));
                server.close();
                Files.delete(log);
                copy(SMALL_DISK, Files.createDirectory(log));
                FileSystemUtils.deleteRecursively(away);
                server.restart();
            }
        }
        patient.settles();
        books.balanceFor(patient);
        for (var setting : LITTLE_LOG) {
            new JdbcTemplate(superuser).execute("alter system reset " + setting);
        }
        new JdbcTemplate(superuser).execute("select pg_reload_conf()");
    }

    /** As few files of it as can be, and from then on none that is used a second time. */
    private void keepsLittleLog() {
        var jdbc = new JdbcTemplate(superuser);
        for (var statement : List.of(
                "alter system set min_wal_size = '32MB'",
                "alter system set max_wal_size = '32MB'",
                "select pg_reload_conf()",
                "checkpoint",
                "select pg_switch_wal()",
                "checkpoint",
                "alter system set max_wal_size = '10GB'",
                "alter system set checkpoint_timeout = '1h'",
                "select pg_reload_conf()")) {
            jdbc.execute(statement);
        }
    }

    /** A file of the log has room for thousands of choices: the rest of it is left empty. */
    private void beginsTheNextFile() {
        try {
            new JdbcTemplate(superuser).execute("select pg_switch_wal()");
        } catch (DataAccessException stopped) {
            // there was no room for it
        }
    }

    private static long megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (1 << 20);
        }
    }

    /** Also whom it belongs to. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void pagesAreAway(SavingPatient patient) {
        var anybody = new WebVisitor(port);
        var style = patient.browser().page().select("link[rel=stylesheet]").attr("href");
        for (var path : List.of("/", "/about", "/letter-code")) {
            within(() -> DatabaseAwayTests.isAway(anybody.get(path)));
        }
        within(() -> DatabaseAwayTests.isAway(patient.browser().get("/choices")));
        assertThat(anybody.get(style).status()).isEqualTo(200);
        within(() -> assertThat(anybody.get("/actuator/health", "Accept", "*/*").status())
                .isEqualTo(503));
    }

    /** Most find no connection that answers in time. Who got one that had just been made may see the page, late. */
    private void slowPages(SavingPatient patient) {
        var statuses = new ArrayList<Integer>();
        var paths = List.of("/", "/about", "/letter-code", "/choices");
        for (int i = 0; i < paths.size() || !statuses.contains(503); i++) { // until the class's time is over
            var path = paths.get(i % paths.size());
            within(() -> {
                var page = patient.browser().get(path);
                statuses.add(page.status());
                if (page.status() != 200) {
                    DatabaseAwayTests.isAway(page);
                }
            });
        }
    }

    private static void within(Runnable page) {
        var begun = System.nanoTime();
        page.run();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("how long somebody waits for the page that says so")
                .isLessThan(LONGEST_PAGE);
    }

    /** By itself, within half a minute; and what could not be saved is saved then. */
    private void isBack(SavingPatient patient, String check) {
        await().atMost(SavingPatient.PATIENCE)
                .untilAsserted(
                        () -> assertThat(patient.browser().get(check).status()).isEqualTo(200));
        assertThat(patient.saves(check)).isEqualTo(Told.SAVED);
        assertThat(new WebVisitor(port).get("/about").status()).isEqualTo(200);
        await().atMost(SavingPatient.PATIENCE)
                .until(() -> new WebVisitor(port)
                                .get("/actuator/health", "Accept", "*/*")
                                .status()
                        == 200);
    }
}
