package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** T9, D2, V13.2.2: the process that people reach from outside has no password that could change its tables. */
class MigrationsTests {
    private static Migrations as(Database database, String user) {
        return new Migrations(
                database.getJdbcUrl(),
                user,
                user.equals("owner") ? PostgresForTests.migratedBy(database).getPassword() : database.getPassword());
    }

    @Test
    void whoeverMayNotChangeTablesOnlySeesThatTheyAreRight() {
        var database = PostgresForTests.fresh();
        assertThatThrownBy(() -> as(database, "app").checkThatTheyRan())
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("is behind this release (__root 1, ", "and", "more", "datachoice-migrate")
                .hasMessageNotContaining("\n");
        int first = as(database, "owner").run(false);
        assertThat(first).isGreaterThan(40);
        assertThat(as(database, "owner").run(false)).isZero();
        assertThatCode(() -> as(database, "app").checkThatTheyRan()).doesNotThrowAnyException();

        var superuser = JdbcClient.create(PostgresForTests.superuser(database));
        superuser
                .sql("delete from public.flyway_schema_history_letter where installed_rank ="
                        + " (select max(installed_rank) from public.flyway_schema_history_letter)")
                .update();
        assertThatThrownBy(() -> as(database, "app").checkThatTheyRan())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is behind this release (letter ");
        superuser
                .sql("update public.flyway_schema_history_choice set success = false where installed_rank ="
                        + " (select max(installed_rank) from public.flyway_schema_history_choice)")
                .update();
        assertThatThrownBy(() -> as(database, "app").checkThatTheyRan())
                .as("an index that broke off")
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is behind this release (choice ");
        superuser
                .sql("update public.flyway_schema_history_choice set success = true")
                .update();
        superuser
                .sql("revoke select on public.flyway_schema_history_letter from app")
                .update();
        assertThatThrownBy(() -> as(database, "app").checkThatTheyRan())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is behind this release (letter)");
    }

    @Test
    void theOwnerIsNotAskedOverANetworkThatOthersRead() {
        assertThatThrownBy(() -> new Migrations("jdbc:postgresql://database.invalid/x", "owner", "secret").run(true))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("sslmode=verify-full");
    }

    /** As a start that has the owner does. */
    @Test
    void runsThemInTheSameWay() throws Exception {
        var settings = new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .get(0);
        assertThat(Migrations.SETTINGS)
                .containsEntry(
                        "flyway.postgresql.transactional.lock",
                        String.valueOf(settings.getProperty("spring.flyway.postgresql.transactional-lock")))
                .containsEntry(
                        "flyway.lockRetryCount", String.valueOf(settings.getProperty("spring.flyway.lock-retry-count")))
                .hasSize(2);
        assertThat(settings.getProperty("spring.flyway.schemas")).isEqualTo("public");
        try (var folders = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(Migrations.modules())
                    .containsExactlyInAnyOrderElementsOf(
                            folders.map(folder -> folder.getFileName().toString())
                                    .toList());
        }
        assertThat(Migrations.modules())
                .startsWith("__root", "audit", "practice")
                .endsWith("choice", "letter");
    }

    /** Of what install.md has systemd read: each password goes to the one process that needs it. */
    @ParameterizedTest
    @CsvSource({
        "datachoice, portal",
        "datachoice-migrate, portal owner",
        "datachoice-backup, portal backup",
    })
    void eachServiceReadsItsOwnPasswordsOnly(String service, String files) throws Exception {
        assertThat(Files.readAllLines(Path.of("src/main/server", service + ".service")).stream()
                        .filter(line -> line.contains("Environment")))
                .containsExactlyElementsOf(List.of(files.split(" ")).stream()
                        .map("EnvironmentFile=/etc/datachoice/%s.env"::formatted)
                        .toList());
        for (var file : List.of("portal", "owner", "backup")) {
            var settings = new Properties();
            try (var lines = Files.newBufferedReader(Path.of("src/main/server", file + ".env"))) {
                settings.load(lines);
            }
            assertThat(settings.containsKey("SPRING_FLYWAY_PASSWORD")).isEqualTo(file.equals("owner"));
            assertThat(settings.containsKey("DATACHOICE_BACKUP_PASSWORD")).isEqualTo(file.equals("backup"));
            assertThat(settings.stringPropertyNames().stream().filter(name -> name.endsWith("_PASSWORD")))
                    .as("shipped without passwords")
                    .allMatch(name -> settings.getProperty(name).isEmpty());
        }
    }

    /** Who runs as the portal's user could read the memory of others that do. */
    @Test
    void whatHasMorePowerRunsAsSomebodyElse() throws Exception {
        assertThat(Files.readString(Path.of("src/main/server/datachoice.service")))
                .contains("\nUser=datachoice\n", "\nProtectProc=invisible\n", "\nInaccessiblePaths=-/var/backups\n");
        assertThat(Files.readString(Path.of("src/main/server/datachoice-migrate.service")))
                .contains("\nDynamicUser=yes\n");
        assertThat(Files.readString(Path.of("src/main/server/datachoice-backup.service")))
                .contains("\nUser=datachoice-backup\n");
        assertThat(Files.readString(Path.of("docs/install.md")))
                .contains("install -d -o datachoice-backup -g datachoice-backup -m 0700 /var/backups/datachoice");
    }
}
