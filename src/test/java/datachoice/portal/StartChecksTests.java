package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.Boxed;
import datachoice.core.PortalSettings;
import datachoice.core.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class StartChecksTests {
    @TempDir
    Path folder;

    @Test
    void isADemoOnThisMachineWhenNothingIsSet() {
        var environment = settled(Map.of("server.port", "18080"));
        assertThat(environment.getProperty("datachoice.mode")).isEqualTo("demo");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("datachoice.base-url")).isEqualTo("http://localhost:18080");
        assertThatCode(() -> StartChecks.check(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', demo",
        "'', jdbc:postgresql://db/x, production",
        "demo, jdbc:postgresql://db/x, demo",
        "' Demo ', '', demo",
        "PRODUCTION, '', production"
    })
    void takesItsModeFromTheDatasourceUnlessTold(String mode, String url, String expected) {
        assertThat(settled(Map.of("datachoice.mode", mode, "spring.datasource.url", url))
                        .getProperty("datachoice.mode"))
                .isEqualTo(expected);
    }

    @Test
    void listensWhereItIsToldTo() {
        assertThat(settled(Map.of("server.address", "0.0.0.0")).getProperty("server.address"))
                .isEqualTo("0.0.0.0");
        assertThat(settled(Map.of("datachoice.mode", "production")).getProperty("server.address"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datachoice.mode         | staging                      | DATACHOICE_MODE",
                "spring.datasource.url   | ''                           | SPRING_DATASOURCE_URL",
                "spring.datasource.url   | jdbc:postgresql://db/x       | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://10.0.0.7:5433/x | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://[2001:db8::7]/x | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://127.0.0.1,db/x | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://db/x?ssl=true | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://db/x?sslmode=require | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://db/x?sslmode=verify-ca | sslmode=verify-full",
                "spring.datasource.url   | jdbc:postgresql://db/x?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory | sslmode=verify-full",
                "spring.flyway.user      | app                          | SPRING_FLYWAY_USER",
                "datachoice.base-url     | ''                           | DATACHOICE_BASE_URL",
                "datachoice.base-url     | http://choice.example.org    | DATACHOICE_BASE_URL",
                "datachoice.base-url     | https:nowhere                | DATACHOICE_BASE_URL",
                "datachoice.base-url     | https://choice.example.org/x | DATACHOICE_BASE_URL",
                "datachoice.base-url     | https://a:b@choice.example   | DATACHOICE_BASE_URL",
                "spring.datasource.password | app-of-the-demo           | SPRING_DATASOURCE_PASSWORD",
                "spring.flyway.password  | owner-of-the-demo            | SPRING_FLYWAY_PASSWORD",
                "datachoice.key-file     | ''                           | DATACHOICE_KEY_FILE",
                "datachoice.key-file     | /nowhere/key                 | DATACHOICE_KEY_FILE",
                "datachoice.home         | /dev/null/x                  | DATACHOICE_HOME",
                "datachoice.mail-tls     | false                        | DATACHOICE_MAIL_TLS",
                "datachoice.clock-offset | P28D                         | DATACHOICE_CLOCK_OFFSET",
                "spring.mail.host        | ''                           | SPRING_MAIL_HOST",
                "datachoice.security-contact | security@example.org     | DATACHOICE_SECURITY_CONTACT",
                "datachoice.security-contact | https://www.example.com/x | DATACHOICE_SECURITY_CONTACT",
                "datachoice.security-contact | mailto:who@choice.example | DATACHOICE_SECURITY_CONTACT",
                "datachoice.choices.per-hour | 0                        | DATACHOICE_CHOICES_PERHOUR",
                "datachoice.choices.per-day  | 0                        | DATACHOICE_CHOICES_PERDAY",
                "datachoice.scanner          | clamd                    | DATACHOICE_SCANNER",
                "datachoice.scanner          | clamd:                   | DATACHOICE_SCANNER",
                "datachoice.scanner          | clamd:70000              | DATACHOICE_SCANNER",
                "datachoice.scanner          | tcp://clamd:3310         | DATACHOICE_SCANNER",
                "datachoice.drain            | -1s                      | DATACHOICE_DRAIN"
            })
    void refusesProductionWithOneLineThatNamesTheSetting(String setting, String value, String named)
            throws IOException {
        var settings = production();
        assertThatCode(() -> StartChecks.check(settled(settings))).doesNotThrowAnyException();
        settings.put(setting, value);
        assertThatThrownBy(() -> StartChecks.check(settled(settings)))
                .isInstanceOfSatisfying(StartRefused.class, refused -> {
                    assertThat(refused.getMessage()).contains(named).doesNotContain("\n");
                    assertThat(refused.getExitCode()).isEqualTo(1);
                    assertThat(OneLineFailures.line(new RuntimeException(refused)))
                            .contains(refused.getMessage());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:postgresql://127.0.0.1:5432/x",
        "spring.datasource.url, jdbc:postgresql://localhost/x",
        "spring.datasource.url, jdbc:postgresql://[::1]/x",
        "spring.datasource.url, jdbc:postgresql:x",
        "spring.datasource.url, jdbc:postgresql://db/x?sslmode=verify-full&sslrootcert=/etc/datachoice/ca.pem",
        "spring.flyway.user, ''",
        "datachoice.security-contact, security@trust.nhs.uk",
        "datachoice.security-contact, https://example-surgery.org.uk/report",
        "datachoice.security-contact, ''",
        "datachoice.choices.per-hour, 1",
        "datachoice.scanner, ''",
        "datachoice.scanner, clamd:3310",
        "datachoice.scanner, [::1]:3310",
        "datachoice.drain, 0s"
    })
    void takesWhatCanBeMeant(String setting, String value) throws IOException {
        var settings = production();
        settings.put(setting, value);
        assertThatCode(() -> StartChecks.check(settled(settings))).doesNotThrowAnyException();
    }

    /** Between two containers on a network of their own, which nobody else is in. */
    @Test
    void theDatabaseMayBeReadableWhereNobodyElseIs() throws IOException {
        var settings = production();
        settings.put("spring.datasource.url", "jdbc:postgresql://db/x");
        settings.put("datachoice.database-tls", "false");
        assertThatCode(() -> StartChecks.check(settled(settings))).doesNotThrowAnyException();
    }

    /** What install.md has people fill in: no line of it goes live with a value that somebody invented. */
    @Test
    void theSettingsThatAreShippedNameNobody() throws IOException {
        var shipped = new Properties();
        try (var lines = Files.newBufferedReader(Path.of("src/main/server/portal.env"))) {
            shipped.load(lines);
        }
        assertThat(shipped).containsEntry("DATACHOICE_SECURITY_CONTACT", "");
        for (var part : List.of("NAME", "ADDRESS", "PHONE", "EMAIL", "DATA_PROTECTION_OFFICER")) {
            assertThat(shipped).containsEntry("DATACHOICE_OPERATOR_" + part, "''");
        }
    }

    @Test
    void leavesTheFailuresOfOthersToSpringBoot() {
        assertThat(OneLineFailures.line(new RuntimeException("x"))).isEmpty();
        assertThat(OneLineFailures.line(new IllegalArgumentException("ours, but no sentence")))
                .isEmpty();
        assertThat(OneLineFailures.line(new RuntimeException(new IllegalStateException("The folder is in use"))))
                .contains("The folder is in use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1M", "P1Y", "P1Y2M3D"})
    void setsTheClockAheadByWholeDaysOnly(String offset) {
        var environment = settled(Map.of("datachoice.home", folder.toString(), "datachoice.clock-offset", offset));
        assertThatThrownBy(() -> Binder.get(environment).bind("datachoice", PortalSettings.class))
                .satisfies(
                        failure -> assertThat(OneLineFailures.line(failure)).hasValueSatisfying(line -> assertThat(line)
                                .contains("DATACHOICE_CLOCK_OFFSET", offset)
                                .doesNotContain("\n")));
        var days = settled(Map.of("datachoice.home", folder.toString(), "datachoice.clock-offset", "P4W"));
        assertThat(Binder.get(days)
                        .bind("datachoice", PortalSettings.class)
                        .get()
                        .clockOffset())
                .isEqualTo(Period.ofDays(28));
    }

    @Test
    void boxesTheAddress() {
        assertThat(Boxed.box("http://localhost:8080")
                        .lines()
                        .map(String::length)
                        .distinct())
                .hasSize(1);
    }

    private Map<String, String> production() throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("datachoice.mode", "production");
        settings.put("spring.datasource.url", "jdbc:postgresql://db/x?sslmode=verify-full");
        settings.put("spring.datasource.username", "app");
        settings.put("spring.flyway.user", "owner");
        settings.put("datachoice.base-url", "https://choice.example.org/");
        settings.put("datachoice.home", folder.resolve("home").toString());
        settings.put("datachoice.key-file", key(32).toString());
        settings.put("spring.mail.host", "mail.example.org");
        return settings;
    }

    private Path key(int bytes) throws IOException {
        var secret = new byte[bytes];
        new Random(bytes).nextBytes(secret);
        var file = folder.resolve("key");
        Files.write(file, secret);
        SecretFiles.restrict(file, "rw-------");
        return file;
    }

    /** D1, T32: what letter codes are hashed with. */
    @Test
    void theKeyFileIsPrivateLongAndNotADemos() throws IOException {
        var home = folder.resolve("home").toString();
        for (var enough : new int[] {32, 64}) {
            KeyFile.check(key(enough).toString(), home);
        }
        for (var permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            SecretFiles.restrict(folder.resolve("key"), permissions);
            refused(home, "chmod 600");
        }
        key(31);
        refused(home, "31 bytes");
        Files.writeString(folder.resolve("key"), "password".repeat(8));
        refused(home, "not random");
        Files.write(folder.resolve("key"), new byte[70_000]);
        refused(home, "70000 bytes");

        var demo = new SecretFiles(folder.resolve("home").resolve("keys"));
        Files.createDirectories(folder.resolve("home"));
        demo.secret("portal", 64);
        Files.delete(folder.resolve("key"));
        SecretFiles.write(folder.resolve("key"), Files.readString(demo.file("portal")));
        refused(home, "key of a demo");
        demo.secret("postgres-superuser", 24);
        assertThatThrownBy(() -> KeyFile.check(demo.file("portal").toString(), folder.toString()))
                .hasMessageContaining("key of a demo");
    }

    private void refused(String home, String why) {
        assertThatThrownBy(() -> KeyFile.check(folder.resolve("key").toString(), home))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("DATACHOICE_KEY_FILE", why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFolderThatADemoRanInIsNotForProduction() throws IOException {
        var settings = production();
        Files.createDirectories(folder.resolve("home/postgres/data"));
        assertThatThrownBy(() -> StartChecks.check(settled(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("data folder of a demo");
    }

    @Test
    void mailMayBeReadableOnThisMachineOnly() throws IOException {
        var settings = production();
        settings.put("datachoice.mail-tls", "false");
        settings.put("spring.mail.host", "127.0.0.1");
        assertThatCode(() -> StartChecks.check(settled(settings))).doesNotThrowAnyException();
    }

    private static MockEnvironment settled(Map<String, String> settings) {
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        new StartSettings().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
