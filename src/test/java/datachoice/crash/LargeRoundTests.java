package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import datachoice.TestFolder;
import datachoice.core.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A round of letters for a practice of {@code -Dround.people=} (12,000), in production, until each is a PDF. {@code ./mvnw
 * verify -Pround} prints how long that takes; the letters stay in {@code target} to be looked at.
 */
@Tag("round")
class LargeRoundTests {
    private static final int PEOPLE = Integer.getInteger("round.people", 12_000);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final String PRACTICE = "L10001";

    @TempDir
    Path folder;

    private final Path home = TestFolder.of("home-for-round").toAbsolutePath();
    private final List<AutoCloseable> running = new ArrayList<>();
    private JdbcTemplate owner;

    @AfterEach
    void takeAway() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    @Test
    void aLetterForEverybody() throws Exception {
        FileSystemUtils.deleteRecursively(home);
        var server = PostgresForTests.crashable("round");
        running.add(server);
        owner = new JdbcTemplate(PostgresForTests.owner(server.database()));
        var node = new Node("round", null, variables(server));
        running.add(node);
        node.start();
        everybody();

        var before = processor();
        var begun = Instant.now();
        order();
        while (owner.queryForObject("select count(*) from letter.round where state = 'MAKING'", Integer.class) > 0) {
            pause(begun);
        }
        var made = Duration.between(begun, Instant.now());
        assertThat(owner.queryForObject("select made from letter.round", Integer.class))
                .isEqualTo(PEOPLE);
        while (owner.queryForObject(
                        "select count(*) from letter.message where channel = 'POST' and sent_at is null", Integer.class)
                > 0) {
            pause(begun);
        }
        var printed = Duration.between(begun, Instant.now());

        var letters = letters();
        long all = letters.values().stream().mapToLong(Long::longValue).sum();
        assertThat(owner.queryForObject(
                        "select count(*) from letter.message where failed_at is not null", Integer.class))
                .isZero();
        assertThat(files()).as("one PDF for each letter").isEqualTo(PEOPLE);
        System.out.printf(
                "A round of %,d letters: made in %d s (%d a second), all PDFs after %d s (%d a second), %,d MB in %s,"
                        + " %d kB each. The portal took %d ms of a processor for each, and %s at most (heap: 512 MB).%n",
                PEOPLE,
                made.toSeconds(),
                PEOPLE / Math.max(1, made.toSeconds()),
                printed.toSeconds(),
                PEOPLE / Math.max(1, printed.toSeconds()),
                all >> 20,
                letters.keySet(),
                all / PEOPLE >> 10,
                processor().minus(before).toMillis() / PEOPLE,
                peak());
    }

    private Map<String, String> variables(Crashable server) throws IOException {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        running.add(mail::stop);
        SecretFiles.write(folder.resolve("key"), "0123456789abcdef".repeat(4));
        var migrations = PostgresForTests.migratedBy(server.database());
        var variables = new HashMap<>(Map.of(
                "DATACHOICE_MODE",
                "production",
                "DATACHOICE_HOME",
                home.toString(),
                "DATACHOICE_BASE_URL",
                "https://localhost",
                "DATACHOICE_KEY_FILE",
                folder.resolve("key").toString(),
                "DATACHOICE_MAIL_TLS",
                "false",
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "SPRING_MAIL_PORT",
                Integer.toString(mail.getSmtp().getPort()),
                "SPRING_DATASOURCE_URL",
                server.database().getJdbcUrl()));
        variables.put("SPRING_DATASOURCE_USERNAME", server.database().getUsername());
        variables.put("SPRING_DATASOURCE_PASSWORD", server.database().getPassword());
        variables.put("SPRING_FLYWAY_USER", migrations.getUsername());
        variables.put("SPRING_FLYWAY_PASSWORD", migrations.getPassword());
        variables.putAll(Node.OPERATOR);
        return variables;
    }

    /** Every format, and names and addresses as long and as short as there are. */
    private void everybody() {
        owner.update("insert into practice.practice (ods_code) values (?)", PRACTICE);
        owner.update(
                "insert into practice.practice_version (ods_code, valid_from, name, address_1, postcode, phone) values (?, '2020-01-01', 'Large Surgery', '1 Row', 'QE1 1AA', '01632 960000')",
                PRACTICE);
        owner.update("""
                with stems as (select n, (800000000 + n)::text as s from generate_series(1, ? * 2) n),
                checked as (
                    select n, s, (11 - (select sum(substr(s, i, 1)::int * (11 - i)) from generate_series(1, 9) i) %% 11) %% 11 as c
                    from stems),
                numbered as (select row_number() over (order by n) as n, s || c as number from checked where c <> 10 limit ?),
                people as (
                    insert into person.person (id, nhs_number, family_name, given_names, date_of_birth,
                        address_1, address_2, address_3, address_4, postcode, format)
                    select uuidv7(), number,
                        case n %% 50 when 7 then 'Featherstonehaugh-Cholmondeley-Majoribanks' when 8 then 'Ng' else 'Hale' end,
                        case n %% 50 when 7 then 'Bartholomew Maximilian Alexander' when 8 then 'Bo' else 'Łucja Zoë' end,
                        '1950-01-01',
                        case n %% 50 when 7 then 'Flat 14B, The Old Convalescent Home for Mariners'
                            else 1 + n %% 300 || ' Bramble Lane' end,
                        case n %% 50 when 7 then '1276–1278 Upper Saint Bartholomew’s Churchyard' end,
                        case n %% 50 when 7 then 'Newbiggin-by-the-Marsh near Elmhaven' else 'Elmhaven' end,
                        case n %% 50 when 7 then 'North East Lincolnshire and Holderness' end,
                        'QE1 1AA',
                        case n %% 100 when 1 then 'LARGE_PRINT' when 2 then 'LARGE_PRINT' when 3 then 'EASY_READ'
                            when 4 then 'BRAILLE' when 5 then 'AUDIO' when 57 then 'LARGE_PRINT' else 'STANDARD' end
                    from numbered returning id)
                insert into person.registration (person, registered_from, practice) select id, '2020-01-01', ? from people
                """.replace("%%", "%"), PEOPLE, PEOPLE, PRACTICE);
        owner.execute("analyze");
    }

    /** As the lead's button does. */
    private void order() {
        var round = UUID.randomUUID();
        var lead = UUID.randomUUID();
        owner.update(
                "insert into identity.account (id, email, display_name, practice, password_hash) values (?, ?, 'Lee Lead', ?, 'x')",
                lead,
                lead + "@large.example",
                PRACTICE);
        owner.update("insert into identity.account_role (account, role) values (?, 'PRACTICE_LEAD')", lead);
        owner.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted) values (?, ?, 'NEVER', ?, now(), ?)",
                round,
                PRACTICE,
                lead,
                PEOPLE);
        owner.update(
                "insert into job.scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('letters-make', ?, now(), false, 1)",
                round.toString());
    }

    private static void pause(Instant begun) {
        assertThat(Instant.now()).isBefore(begun.plus(LONGEST));
        SavingPatient.pause(1_000);
    }

    /** Bytes of each format. */
    private Map<String, Long> letters() throws IOException {
        var bytes = new TreeMap<String, Long>();
        try (var files = Files.walk(home.resolve("letters"))) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    bytes.merge(file.getParent().getFileName().toString(), Files.size(file), Long::sum);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return bytes;
    }

    private long files() throws IOException {
        try (var files = Files.walk(home.resolve("letters"))) {
            return files.filter(file -> file.toString().endsWith(".pdf")).count();
        }
    }

    private static Optional<ProcessHandle> portal() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(SmallDemo.class.getName()))
                .findFirst();
    }

    private static Duration processor() {
        return portal().flatMap(portal -> portal.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    private static String peak() {
        return portal().map(child -> Path.of("/proc", Long.toString(child.pid()), "status"))
                .filter(Files::exists)
                .map(status -> {
                    try {
                        return Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmHWM"))
                                .findFirst()
                                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                                .orElse("?");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("?");
    }
}
