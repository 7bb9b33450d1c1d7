package datachoice.portal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedPostgresTests {
    @TempDir
    static Path folder;

    private static Path home;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        home = folder.resolve("data folder of mine");
        postgres = EmbeddedPostgres.start(home);
        sql("create table note (n int)").update();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void storesAsCarefullyAsInProduction() {
        for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"}) {
            assertThat(show(setting)).as(setting).isEqualTo("on");
        }
        sql("alter system set fsync = off").update();
        sql("select pg_reload_conf()").query().singleValue();
        assertThat(show("fsync")).isEqualTo("on");
    }

    @Test
    void answersThisMachineOnlyAndAsksForThePassword() {
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
        assertThat(show("password_encryption")).isEqualTo("scram-sha-256");
    }

    @Test
    void keepsItsPasswordToItsUser() throws IOException {
        var keys = home.resolve("keys");
        assertThat(permissions(keys)).isEqualTo("rwx------");
        assertThat(permissions(keys.resolve("postgres-superuser"))).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("postgres/data"))).isEqualTo("rwx------");
        assertThat(home.resolve("postgres/password")).doesNotExist();
        assertThat(home.resolve("postgres/log")).content().doesNotContain(postgres.superuserPassword());
    }

    @Test
    void keepsWhatItStoredAndItsPort() {
        var address = postgres.jdbcUrl("postgres");
        sql("insert into note values (1)").update();
        postgres.close();
        postgres = EmbeddedPostgres.start(home);
        assertThat(notes(1)).isOne();
        assertThat(postgres.jdbcUrl("postgres")).isEqualTo(address);
    }

    @Test
    void keepsWhatItStoredWhenTheServerIsKilled() throws Exception {
        for (int n = 100; n < 105; n++) {
            sql("insert into note values (?)").param(n).update();
            var server = postgres.process();
            server.destroyForcibly();
            server.onExit().get(10, TimeUnit.SECONDS);
            postgres.close();
            postgres = EmbeddedPostgres.start(home);
            assertThat(notes(n)).isOne();
        }
    }

    @Test
    void startsAlthoughAnotherProcessHasTheNumberInAStaleFile() throws IOException {
        postgres.close();
        Files.writeString(
                home.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        postgres = EmbeddedPostgres.start(home);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(show("fsync")).isEqualTo("on");
    }

    @Test
    void endsTheServerThatAKilledDatachoiceLeftBehind() throws Exception {
        sql("insert into note values (2)").update();
        postgres.close();
        var other = Elsewhere.start(home);
        var orphan = ProcessHandle.of(other.server()).orElseThrow();
        other.kill();
        assertThat(orphan.isAlive()).isTrue();
        postgres = EmbeddedPostgres.start(home);
        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(postgres.process().pid()).isNotEqualTo(orphan.pid());
        assertThat(notes(2)).isOne();
    }

    @Test
    void leavesAFolderToTheOneThatUsesIt() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> EmbeddedPostgres.start(home))
                .withMessageContaining("already in use by another Datachoice")
                .withMessageContaining("DATACHOICE_HOME");
        postgres.close();
        var other = Elsewhere.start(home);
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedPostgres.start(home))
                    .withMessageContaining("already in use by another Datachoice")
                    .withMessageNotContaining("\n");
            assertThat(ProcessHandle.of(other.server()))
                    .as("the other one's server")
                    .isPresent();
        } finally {
            other.kill();
            postgres = EmbeddedPostgres.start(home);
        }
        assertThat(show("fsync")).isEqualTo("on");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        postgres.close();
        var password = home.resolve("keys/postgres-superuser");
        var aside = Files.move(password, home.resolve("aside"));
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedPostgres.start(home))
                    .withMessageContaining(password.getParent().toString())
                    .withMessageNotContaining("\n");
        } finally {
            Files.move(aside, password);
            postgres = EmbeddedPostgres.start(home);
        }
    }

    @Test
    void saysWhereToLookWhenTheServerDoesNotStart() throws IOException {
        postgres.close();
        var settings = home.resolve("postgres/data/postgresql.auto.conf");
        var before = Files.readString(settings);
        Files.writeString(settings, "max_connections = many\n");
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedPostgres.start(home))
                    .withMessageEndingWith(home.resolve("postgres/log").toString());
            assertThat(home.resolve("postgres/log")).content().contains("max_connections");
        } finally {
            Files.writeString(settings, before);
            postgres = EmbeddedPostgres.start(home);
        }
    }

    private static JdbcClient.StatementSpec sql(String sql) {
        var superuser =
                new DriverManagerDataSource(postgres.jdbcUrl("postgres"), "postgres", postgres.superuserPassword());
        return JdbcClient.create(superuser).sql(sql);
    }

    private static String show(String setting) {
        return sql("show " + setting).query(String.class).single();
    }

    private static int notes(int n) {
        return sql("select count(*) from note where n = ?")
                .param(n)
                .query(Integer.class)
                .single();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Another process that uses a data folder, to be killed without a chance to tidy up. */
    record Elsewhere(Process process, long server) {
        static Elsewhere start(Path home) throws IOException {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Elsewhere.class.getName(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Elsewhere(process, Long.parseLong(process.inputReader().readLine()));
        }

        public static void main(String[] arguments) throws Exception {
            System.out.println(
                    EmbeddedPostgres.start(Path.of(arguments[0])).process().pid());
            Thread.sleep(60_000);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
