package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import datachoice.TestFolder;
import datachoice.core.SecretFiles;
import datachoice.crash.SavingPatient.Told;
import datachoice.portal.backup.Errands;
import datachoice.portal.demo.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rehearsal: a backup while people save choices, and all of it put back elsewhere. */
class BackupTests extends OnACrashableServer {
    private static final int PATIENTS = 4;
    private static final Path HOME = TestFolder.of("home-for-crashes").toAbsolutePath();
    private static final Pattern COMPLETE =
            Pattern.compile("Backup complete: (.*), [\\d,]+ files, .* before (\\S+) is in it\\.");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    /** One who saves until told to stop, and notes when each receipt came. */
    private record Savings(SavingPatient patient, List<Instant> acknowledged) {
        void run(AtomicBoolean enough) {
            var random = new Random();
            while (!enough.get()) {
                assertThat(patient.savesAChoice(random)).isEqualTo(Told.SAVED);
                acknowledged.add(Instant.now());
            }
        }

        int before(Instant moment) {
            return (int) acknowledged.stream().filter(moment::isAfter).count();
        }
    }

    @Test
    void everythingAcknowledgedBeforeItsEndIsInABackup() throws Exception {
        makeTheRole("correct horse");
        SecretFiles.write(folder.resolve("key"), "0123456789abcdef".repeat(4));
        variables.put("DATACHOICE_HOME", HOME.toString());
        variables.put("DATACHOICE_KEY_FILE", folder.resolve("key").toString());
        variables.put("DATACHOICE_BACKUP_PASSWORD", "correct horse");
        variables.put("SPRING_DATASOURCE_URL", server.database().getJdbcUrl());
        var letter = Files.createDirectories(HOME.resolve("letters/2026-11-23/standard"))
                .resolve("one.pdf");
        Files.writeString(letter, "a letter that nobody has printed yet");

        var savings = IntStream.range(0, PATIENTS)
                .mapToObj(i -> new Savings(people.somebody(port).signIn(), new ArrayList<>()))
                .toList();
        var enough = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(PATIENTS);
        var running = new ArrayList<Future<?>>();
        savings.forEach(each -> running.add(threads.submit(() -> each.run(enough))));
        SavingPatient.pause(1_000);
        var line = errand(0, "backup", folder.resolve("backups").toString());
        SavingPatient.pause(500);
        enough.set(true);
        for (var each : running) {
            each.get();
        }
        threads.shutdown();

        var made = COMPLETE.matcher(line);
        assertThat(made.matches()).as(line).isTrue();
        var backup = Path.of(made.group(1));
        var complete = Instant.parse(made.group(2));
        assertThat(savings).allSatisfy(each -> {
            assertThat(each.before(complete)).as("saved before it was complete").isPositive();
            assertThat(each.before(complete))
                    .as("saved after, too")
                    .isLessThan(each.acknowledged().size());
        });
        onlyTheirOwnerReads(backup);
        aDamagedOneIsRefused(backup);

        var restored = folder.resolve("restored");
        variables.put("DATACHOICE_HOME", restored.toString());
        variables.put("DATACHOICE_KEY_FILE", restored.resolve("key").toString());
        errand(
                0,
                "restore",
                backup.toString(),
                restored.resolve("postgres/data").toString());
        assertThat(restored.resolve("letters/2026-11-23/standard/one.pdf")).hasSameTextualContentAs(letter);
        assertThat(restored.resolve("key")).hasSameTextualContentAs(folder.resolve("key"));
        assertThat(errand(
                        1,
                        "restore",
                        backup.toString(),
                        restored.resolve("postgres/data").toString()))
                .contains("is not empty. Nothing is replaced");

        int lost = 0;
        try (var copy = startedOn(restored)) {
            var database = new DriverManagerDataSource(copy.jdbcUrl("t_crash"), "postgres", copy.superuserPassword());
            var restoredBooks = new Books(database);
            for (var each : savings) {
                int there = new JdbcTemplate(database)
                        .queryForObject(
                                "select count(distinct receipt) from choice.choice_event where subject = ?",
                                Integer.class,
                                each.patient().person().value());
                lost += Math.max(0, each.before(complete) - there);
                var receipts = each.patient().receipts();
                assertThat(there).isBetween(each.before(complete), receipts.size());
                receipts.subList(there, receipts.size()).clear(); // what came later is not in it, in any book
                restoredBooks.balanceFor(each.patient());
            }
            everyFilmIsThere(database, restored);
        }
        System.out.printf(
                "Backup under load: %s %d choices were acknowledged before its end, %d of them lost.%n",
                line, savings.stream().mapToInt(each -> each.before(complete)).sum(), lost);
    }

    @Test
    void saysInOneLineWhyItCannot() throws Exception {
        makeTheRole("correct horse");
        assertThat(errand(2, "backup")).startsWith("Use: ");
        variables.put("DATACHOICE_HOME", folder.resolve("nothing").toString());
        assertThat(errand(1, "backup", folder.toString())).contains("is not the data folder of a demo");
        variables.put("SPRING_DATASOURCE_URL", server.database().getJdbcUrl());
        assertThat(errand(1, "backup", folder.toString())).contains("DATACHOICE_BACKUP_PASSWORD is not set");
        variables.put("DATACHOICE_BACKUP_PASSWORD", "wrong horse");
        assertThat(errand(1, "backup", folder.toString())).contains("The database refuses", "authentication failed");
        assertThat(folder).as("nothing begun").isEmptyDirectory();
        variables.put("DATACHOICE_BACKUP_PASSWORD", "correct horse");
        variables.put("DATACHOICE_KEY_FILE", "/nowhere/key");
        assertThat(errand(1, "backup", folder.toString())).contains("/nowhere/key");
        var led = Files.createSymbolicLink(folder.resolve("led"), Path.of("/etc/hostname"));
        variables.put("DATACHOICE_KEY_FILE", led.toString());
        assertThat(errand(1, "backup", folder.resolve("backups").toString()))
                .as("whoever may read more than the portal is led nowhere by it")
                .contains(led + " is a link, or no file");
        assertThat(errand(
                        1, "restore", folder.toString(), folder.resolve("data").toString()))
                .contains("is not a complete backup");
    }

    /** A backup there would copy itself, and burn with what it is a backup of; by whatever way the folder is named. */
    @Test
    void refusesAFolderInsideTheDataFolder() throws Exception {
        var home = Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(folder.resolve("link"), home);
        variables.put("DATACHOICE_HOME", home.toString());
        for (var inside :
                List.of(home, home.resolve("media/x"), folder.resolve("link/x"), folder.resolve("a/../home/x"))) {
            assertThat(errand(1, "backup", inside.toString())).contains("lies in the data folder");
        }
        assertThat(home).isEmptyDirectory();
    }

    /** What is misspelt must not start a portal. Settings begin with two dashes, and are the portal's. */
    @Test
    void knowsWhatIsNoCommand() {
        assertThat(Errands.include()).isFalse();
        assertThat(Errands.include("--server.port=8081")).isFalse();
        for (var wrong : List.of("bakcup", "help", "-h", "--help", "Backup")) {
            assertThat(Errands.include(wrong, "/var/backups")).as(wrong).isTrue();
            assertThat(errand(2, wrong, "/var/backups")).contains("Use: migrate, or backup FOLDER", "restore BACKUP");
        }
        assertThat(errand(2, "bakcup", "/x")).startsWith("\"bakcup\" is no command. ");
    }

    /** D2: the role of backups reads, and changes nothing. */
    @Test
    void theRoleOfBackupsChangesNothing() throws Exception {
        makeTheRole("correct horse");
        var asBackup = new JdbcTemplate(
                new DriverManagerDataSource(server.database().getJdbcUrl(), "backup", "correct horse"));
        for (var sql : List.of(
                "select count(*) from choice.choice_event",
                "delete from audit.entry",
                "create table public.x (n int)",
                "create temp table x (n int)",
                "select pg_read_binary_file('/etc/passwd', 0, 10, true)")) {
            assertThat(catchThrowable(() -> asBackup.execute(sql)))
                    .as(sql)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|absolute path not allowed).*");
        }
    }

    private String errand(int code, String... arguments) {
        var said = new ByteArrayOutputStream();
        assertThat(Errands.run(variables, new PrintStream(said, true, StandardCharsets.UTF_8), arguments))
                .as(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(code);
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private void makeTheRole(String password) throws SQLException, IOException {
        try (var connection = superuser.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select set_config('datachoice.backup_password', '" + password + "', false)");
            statement.execute(new ClassPathResource("postgres/backup.sql").getContentAsString(StandardCharsets.UTF_8));
        }
    }

    private static EmbeddedPostgres startedOn(Path home) throws IOException {
        var keys = new SecretFiles(home.resolve("keys"));
        Files.createDirectories(keys.folder());
        SecretFiles.write(
                keys.file("postgres-superuser"),
                Files.readString(TestFolder.of("postgres-for-crashes").resolve("keys/postgres-superuser")));
        return EmbeddedPostgres.start(home);
    }

    private static void onlyTheirOwnerReads(Path backup) throws IOException {
        try (var files = Files.walk(backup)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    private void aDamagedOneIsRefused(Path backup) throws IOException {
        var file = backup.resolve("database/global/pg_filenode.map");
        var good = Files.readAllBytes(file);
        var bad = good.clone();
        bad[7] ^= 1;
        Files.write(file, bad);
        var nowhere = folder.resolve("nowhere");
        assertThat(errand(1, "restore", backup.toString(), nowhere.toString())).contains("damaged", "pg_filenode.map");
        Files.delete(file);
        assertThat(errand(1, "restore", backup.toString(), nowhere.toString())).contains("missing", "pg_filenode.map");
        Files.write(file, good);
        SecretFiles.restrict(file, "rw-------");
        var list = backup.resolve("SHA256SUMS");
        var sums = Files.readString(list);
        Files.writeString(list, sums.substring(0, sums.length() / 2));
        assertThat(errand(1, "restore", backup.toString(), nowhere.toString())).contains("damaged");
        Files.writeString(list, sums);
        assertThat(nowhere).doesNotExist();
    }

    private static void everyFilmIsThere(DriverManagerDataSource database, Path restored) {
        var files = new JdbcTemplate(database).queryForList("select id::text from publication.media", String.class);
        assertThat(files).isNotEmpty().allSatisfy(id -> assertThat(
                        restored.resolve("media").resolve(id))
                .exists());
    }
}
