package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.DataChoice;
import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.core.SecretFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * D1, decision 5: the whole portal is started for production, each time with one thing wrong, and says that one thing in
 * one plain line and nothing else. In a process of its own, because a start settles things for its whole process.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionStartTests {
    private static final String END = "--- that was the start";

    @TempDir
    static Path folder;

    private Process starts;
    private BufferedReader said;
    private PostgresForTests.Database database;

    @BeforeAll
    void makeReady() throws IOException {
        SecretFiles.write(folder.resolve("key"), "0123456789abcdef".repeat(4));
        database = PostgresForTests.fresh();
        starts = java(Starts.class.getName()).start();
        said = new BufferedReader(new InputStreamReader(starts.getInputStream()));
    }

    @AfterAll
    void end() {
        starts.destroy();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATACHOICE_MODE            | staging                    | DATACHOICE_MODE is \"staging\"",
                "SPRING_DATASOURCE_URL      | ''                         | SPRING_DATASOURCE_URL is not set",
                "SPRING_DATASOURCE_PASSWORD | app-of-the-demo            | SPRING_DATASOURCE_PASSWORD is a password of the demo",
                "SPRING_FLYWAY_USER         | app                        | SPRING_FLYWAY_USER must name the owner",
                "SPRING_FLYWAY_PASSWORD     | owner-of-the-demo          | SPRING_FLYWAY_PASSWORD is a password of the demo",
                "DATACHOICE_BASE_URL        | http://choice.example      | DATACHOICE_BASE_URL must be the https address",
                "DATACHOICE_HOME            | /dev/null/x                | DATACHOICE_HOME (/dev/null/x) must be a folder",
                "DATACHOICE_KEY_FILE        | /nowhere/key               | DATACHOICE_KEY_FILE must name a readable file",
                "DATACHOICE_KEY_FILE        | {open}                     | others may read or change: chmod 600",
                "DATACHOICE_KEY_FILE        | {short}                    | names a file of 31 bytes",
                "SPRING_MAIL_HOST           | ''                         | SPRING_MAIL_HOST is not set",
                "DATACHOICE_MAIL_TLS        | false                      | DATACHOICE_MAIL_TLS=false is for a mail server on the same machine",
                "DATACHOICE_CLOCK_OFFSET    | P28D                       | DATACHOICE_CLOCK_OFFSET is for the demo only",
                "SPRING_DATASOURCE_URL      | jdbc:postgres://127.0.0.1/x | SPRING_DATASOURCE_URL is not the address of",
                "SPRING_DATASOURCE_URL      | jdbc:postgresql://h:54x2/x | SPRING_DATASOURCE_URL is not the address of",
                "SPRING_DATASOURCE_URL      | {elsewhere}                | SPRING_DATASOURCE_URL names a database that is not there",
                "SPRING_DATASOURCE_URL      | {closed}                   | The database of SPRING_DATASOURCE_URL cannot be reached now",
                "SPRING_DATASOURCE_PASSWORD | wrong horse                | SPRING_DATASOURCE_PASSWORD is not the password of \"app\"",
                "SPRING_DATASOURCE_PASSWORD | ''                         | SPRING_DATASOURCE_PASSWORD is missing",
                "SPRING_DATASOURCE_USERNAME | nobody                     | is not the password of \"nobody\", whom SPRING_DATASOURCE_USERNAME",
                "SPRING_FLYWAY_PASSWORD     | wrong horse                | SPRING_FLYWAY_PASSWORD is not the password of \"owner\"",
                "DATACHOICE_PROXIES         | 127.0.0.1, 10.0.0.0/99     | DATACHOICE_PROXIES names \"10.0.0.0/99\"",
                "DATACHOICE_DRAIN           | soon                       | DATACHOICE_DRAIN is \"soon\". It must be a time, such as 5s",
                "DATACHOICE_DATABASE_TLS    | perhaps                    | DATACHOICE_DATABASE_TLS is \"perhaps\"",
                "DATACHOICE_DRAIN           | -5s                        | DATACHOICE_DRAIN must be 0s or more",
                "DATACHOICE_CHOICES_PERDAY  | many                       | DATACHOICE_CHOICES_PERDAY is \"many\"",
                "DATACHOICE_CHOICES_PERHOUR | 0                          | DATACHOICE_CHOICES_PERHOUR must be 1 or more",
                "DATACHOICE_SECURITY_CONTACT | security@example.org      | DATACHOICE_SECURITY_CONTACT is an address made up",
                "SPRING_MAIL_PORT           | smtp                       | SPRING_MAIL_PORT is \"smtp\". It must be a number, such as 587",
                "SERVER_PORT                | eighty                     | SERVER_PORT is \"eighty\". It must be a number, such as 8080",
                "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE | many         | is \"many\", and cannot be read as a number",
                "SERVER_PORT                | {taken}                    | something else on this machine listens there",
                "DATACHOICE_OPERATOR_PHONE  | ''                         | DATACHOICE_OPERATOR_PHONE is not set",
                "DATACHOICE_OPERATOR_PHONE  | us                         | DATACHOICE_OPERATOR_PHONE must be a phone number",
                "DATACHOICE_OPERATOR_EMAIL  | help@demo.example          | DATACHOICE_OPERATOR_EMAIL must be an e-mail address"
            })
    void aSettingIsRefused(String name, String value, String line) throws IOException {
        Files.writeString(folder.resolve("open"), "0123456789abcdef".repeat(4));
        SecretFiles.restrict(folder.resolve("open"), "rw-r--r--");
        SecretFiles.write(folder.resolve("short"), "0123456789abcdef0123456789abcde");
        var settings = settings();
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put(
                    name,
                    value.replace("{open}", folder.resolve("open").toString())
                            .replace("{short}", folder.resolve("short").toString())
                            .replace("{elsewhere}", database.getJdbcUrl().replace(database.name(), "elsewhere"))
                            .replace("{closed}", "jdbc:postgresql://127.0.0.1:1/datachoice")
                            .replace("{taken}", Integer.toString(taken.getLocalPort())));
            assertThat(start(settings)).singleElement().asString().contains(line);
        }
    }

    /** Letters would tell people to phone nobody. Whoever was named before, by hand, may stay. */
    @Test
    void aPortalThatNobodyRunsIsRefused() throws IOException {
        var unnamed = settings();
        unnamed.keySet().removeIf(name -> name.startsWith("DATACHOICE_OPERATOR_"));
        onThisDatabaseIfThere("delete from publication.operator");
        assertThat(start(unnamed)).singleElement().asString().contains("DATACHOICE_OPERATOR_NAME is not set", "_PHONE");
        assertThat(start(settings())).last().asString().startsWith("started");
        assertThat(start(unnamed)).last().asString().startsWith("started");

        var jdbc = JdbcClient.create(PostgresForTests.superuser(database));
        assertThat(jdbc.sql("select phone || ', ' || phone_hours from publication.operator")
                        .query(String.class)
                        .single())
                .isEqualTo("0113 496 0000, Monday to Friday");
        assertThat(jdbc.sql("select body from publication.version where item = 'contact'")
                        .query(String.class)
                        .single())
                .doesNotContain("{operator", "{data");
    }

    @Test
    void aDatabaseThatForgetsIsRefused() throws IOException {
        onThisDatabase("alter role app in database %s set synchronous_commit = off");
        try {
            assertThat(start(settings())).singleElement().asString().contains("synchronous_commit = off");
        } finally {
            onThisDatabase("alter role app in database %s reset synchronous_commit");
        }
    }

    /** A whole server that was told to forget, on its command line; the launcher of tests always tells the opposite. */
    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes"})
    void aServerThatForgetsIsRefused(String setting) throws Exception {
        var home = TestFolder.of("postgres-for-forgetful").toAbsolutePath();
        var settings = settings();
        try (var server = PostgresForTests.crashable("forgetful")) {
            settings.put("SPRING_DATASOURCE_URL", server.database().getJdbcUrl());
        }
        var port = Files.readString(home.resolve("postgres/port")).strip();
        try {
            pgCtl(home, "-w", "-o", "-p " + port + " -c unix_socket_directories= -c " + setting + "=off", "start");
            assertThat(start(settings)).singleElement().asString().contains(setting + " = off");
        } finally {
            pgCtl(home, "-w", "-m", "fast", "stop");
        }
    }

    private static void pgCtl(Path home, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (Files.exists(Path.of("/proc/self"))
                && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        try (var programs = Files.newDirectoryStream(home.resolve("postgres"), "*-*")) {
            command.add(programs.iterator().next().resolve("bin/pg_ctl").toString());
        }
        command.addAll(List.of("-D", home.resolve("postgres/data").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(TestFolder.of("forgetful.log").toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPortalThatMayDoTooMuchIsRefused() throws IOException {
        var settings = settings();
        settings.put("SPRING_DATASOURCE_USERNAME", "postgres");
        settings.put("SPRING_DATASOURCE_PASSWORD", database.server().superuserPassword());
        assertThat(start(settings)).singleElement().asString().contains("is a superuser");

        onThisDatabase("grant create on database %s to app");
        assertThat(start(settings())).singleElement().asString().contains("owns tables or may make them");
        onThisDatabase("revoke create on database %s from app");

        onThisDatabase("grant update on choice.choice_event to app");
        assertThat(start(settings()))
                .singleElement()
                .asString()
                .contains("may change or remove rows of choice.choice_event");
        onThisDatabase("revoke update on choice.choice_event from app");
    }

    @Test
    void aDatabaseThatADemoRanOnIsRefused() throws IOException {
        assertThat(start(settings())).last().asString().startsWith("started");
        onThisDatabase("update publication.operator set email = 'help@demo.example'");
        try {
            assertThat(start(settings())).singleElement().asString().contains("This database is a demo's");
        } finally {
            onThisDatabase("delete from publication.operator");
        }
    }

    /** V12: on the way to another machine. Said before that machine is asked anything: there is none of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?ssl=true", "?sslmode=require", "?sslmode=verify-ca"})
    void aConnectionThatOthersCouldReadIsRefused(String asked) throws IOException {
        var settings = settings();
        settings.remove("DATACHOICE_DATABASE_TLS");
        settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://database.invalid/datachoice" + asked);
        assertThat(start(settings)).singleElement().asString().contains("without sslmode=verify-full");
        settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://database.invalid/datachoice?sslmode=verify-full");
        assertThat(start(settings)).singleElement().asString().contains("cannot be reached now");
    }

    /** T9, D2, V13.2.2: what serves pages needs no password of the owner of the tables; a command of its own has it. */
    @Test
    void aPortalThatMayNotChangeTablesStartsOnceTheirOwnerHas() throws Exception {
        var settings = settings();
        var fresh = PostgresForTests.fresh();
        settings.put("SPRING_DATASOURCE_URL", fresh.getJdbcUrl());
        var owner = new LinkedHashMap<String, String>();
        for (var name : List.of("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD")) {
            owner.put(name, settings.remove(name));
        }
        assertThat(start(settings)).singleElement().asString().contains("The database is behind this release");

        assertThat(migrate(settings))
                .containsExactly(
                        "1", "SPRING_FLYWAY_USER is not set: it names the role \"owner\"," + " which roles.sql makes.");
        settings.putAll(owner);
        assertThat(migrate(settings)).first().isEqualTo("0");
        assertThat(migrate(settings))
                .containsExactly("0", "The database is at this release. Migrations that were missing: 0.");
        settings.put("SPRING_FLYWAY_PASSWORD", "wrong horse");
        assertThat(migrate(settings)).last().asString().startsWith("SPRING_FLYWAY_PASSWORD is not the password of");

        settings.keySet().removeAll(owner.keySet());
        assertThat(start(settings)).last().asString().startsWith("started");
        assertThat(JdbcClient.create(PostgresForTests.superuser(fresh))
                        .sql("select (select count(*) from identity.account) + (select count(*) from person.person)")
                        .query(Integer.class)
                        .single())
                .as("V6.3.2, T32: accounts and people of a portal that nobody used yet")
                .isZero();
        settings.putAll(owner);
        assertThat(start(settings))
                .as("as one that has the owner would have done")
                .last()
                .asString()
                .startsWith("started");
    }

    /** How it ended, and what it said. */
    private static List<String> migrate(Map<String, String> settings) throws Exception {
        var command = java(DataChoice.class.getName());
        command.command().add("migrate");
        command.environment().putAll(settings);
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var said = new ArrayList<>(List.of(Integer.toString(process.exitValue())));
        output.lines().filter(ProductionStartTests::isNews).forEach(said::add);
        return said;
    }

    @Test
    void tablesThatTheSuperuserMadeAreRefused() throws IOException {
        var settings = settings();
        var other = PostgresForTests.fresh();
        settings.put("SPRING_DATASOURCE_URL", other.getJdbcUrl());
        settings.put("SPRING_FLYWAY_USER", "postgres");
        settings.put("SPRING_FLYWAY_PASSWORD", other.server().superuserPassword());
        assertThat(start(settings)).singleElement().asString().contains("belong to the superuser \"postgres\"");
    }

    /** Whatever kind of failure is behind the line. */
    @ParameterizedTest
    @CsvSource({"DATACHOICE_BASE_URL, http://choice.example", "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE, many"})
    void theProcessEndsWithOne(String name, String value) throws Exception {
        var command = java(DataChoice.class.getName());
        settings().forEach(command.environment()::put);
        command.environment().put(name, value);
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output.lines().filter(ProductionStartTests::isNews)).singleElement();
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("DATACHOICE_MODE", "production");
        settings.put("DATACHOICE_HOME", folder.resolve("home").toString());
        settings.put("DATACHOICE_BASE_URL", "https://choice.example");
        settings.put("DATACHOICE_KEY_FILE", folder.resolve("key").toString());
        settings.put("DATACHOICE_MAIL_TLS", "true");
        settings.put("DATACHOICE_DATABASE_TLS", "false");
        settings.put("SPRING_MAIL_HOST", "mail.example");
        settings.put("SPRING_DATASOURCE_URL", database.getJdbcUrl());
        settings.put("SPRING_DATASOURCE_USERNAME", "app");
        settings.put("SPRING_DATASOURCE_PASSWORD", database.getPassword());
        settings.put("SPRING_FLYWAY_USER", "owner");
        settings.put(
                "SPRING_FLYWAY_PASSWORD", PostgresForTests.migratedBy(database).getPassword());
        settings.put("DATACHOICE_OPERATOR_NAME", "Choice Body");
        settings.put("DATACHOICE_OPERATOR_ADDRESS", "1 High Street, Leeds LS1 1AA");
        settings.put("DATACHOICE_OPERATOR_PHONE", "0113 496 0000");
        settings.put("DATACHOICE_OPERATOR_PHONE_HOURS", "Monday to Friday");
        settings.put("DATACHOICE_OPERATOR_EMAIL", "help@body.example");
        settings.put("DATACHOICE_OPERATOR_DATA_PROTECTION_OFFICER", "dpo@body.example");
        settings.put("SERVER_PORT", "0");
        settings.put("SERVER_ADDRESS", "127.0.0.1");
        return settings;
    }

    /** What the start said, line by line, without the two lines with which each start begins. */
    private List<String> start(Map<String, String> settings) throws IOException {
        var input = new PrintStream(starts.getOutputStream(), true);
        settings.forEach((name, value) -> input.println(name + "=" + value));
        input.println();
        var lines = new ArrayList<String>();
        for (var line = said.readLine(); !END.equals(line); line = said.readLine()) {
            assertThat(line).as("the process ended, after %s", lines).isNotNull();
            if (isNews(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static boolean isNews(String line) {
        return !line.isBlank() && !line.contains(" INFO ");
    }

    private void onThisDatabase(String sql) {
        JdbcClient.create(PostgresForTests.superuser(database))
                .sql(sql.formatted(database.name()))
                .update();
    }

    /** Before the first start there are no tables. */
    private void onThisDatabaseIfThere(String sql) {
        var jdbc = JdbcClient.create(PostgresForTests.superuser(database));
        if (jdbc.sql("select to_regclass('publication.operator') is not null")
                .query(Boolean.class)
                .single()) {
            jdbc.sql(sql).update();
        }
    }

    private static ProcessBuilder java(String main) {
        var command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Dspring.devtools.restart.enabled=false",
                        main)
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("DATACHOICE_"));
        command.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return command;
    }

    /** Starts the portal with the settings it is given, up to an empty line, again and again. */
    static final class Starts {
        private Starts() {}

        public static void main(String[] arguments) throws IOException {
            var input = new BufferedReader(new InputStreamReader(System.in));
            var settings = new HashMap<String, Object>();
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                if (!line.isEmpty()) {
                    var parts = line.split("=", 2);
                    settings.put(parts[0], parts[1]);
                    continue;
                }
                start(settings);
                System.out.println(END);
                settings.clear();
            }
        }

        /** As if these, and no others, were the variables of the process. */
        private static void start(Map<String, Object> settings) {
            var environment = new StandardServletEnvironment();
            environment
                    .getPropertySources()
                    .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", settings));
            var portal = new SpringApplication(DataChoice.class);
            portal.setEnvironment(environment);
            try (var context = portal.run()) {
                System.out.println("started " + context.getId());
            } catch (StartRefused refused) {
                // said already
            } catch (RuntimeException other) {
                if (OneLineFailures.line(other).isEmpty()) {
                    System.out.println("failed otherwise: " + other);
                }
            }
        }
    }
}
