package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.TestFolder;
import datachoice.identity.WebVisitor;
import datachoice.portal.demo.DatabaseRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** What was approved for a time goes live once, whenever the only node there is dies: before that time, and halfway through. */
class GoingLiveCrashTests {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    private final Path home = TestFolder.of("home-for-going-live").toAbsolutePath();

    @Test
    @Timeout(400)
    void goesLiveOnceAlthoughItsNodeDied() throws Exception {
        FileSystemUtils.deleteRecursively(home);
        var variables = Map.of(
                "DATACHOICE_HOME", home.toString(), "DATACHOICE_MODE", "demo", "DBSCHEDULER_HEARTBEATINTERVAL", "1s");
        try (var node = new Node("going-live", null, variables)) {
            node.start();
            var before = approvedFor(Duration.ofSeconds(3));
            node.kill9();
            Thread.sleep(4_000); // its time comes while nobody is there
            node.start();
            await().atMost(LONG_ENOUGH).until(() -> isLive(node, before));

            String halfway;
            try (var other = DriverManager.getConnection(url(), "postgres", password())) {
                other.setAutoCommit(false);
                halfway = approvedFor(Duration.ofSeconds(3));
                try (var lock = other.prepareStatement("select from publication.draft where item = ? for update")) {
                    lock.setString(1, halfway);
                    lock.executeQuery();
                    await().atMost(LONG_ENOUGH)
                            .until(() -> database()
                                            .queryForObject(
                                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%publication.draft%'",
                                                    Integer.class)
                                    > 0);
                    node.kill9();
                }
            }
            assertThat(versions(halfway)).isZero();
            node.start();
            await().atMost(LONG_ENOUGH).until(() -> isLive(node, halfway));
            assertThat(versions(before)).isEqualTo(1);
            assertThat(versions(halfway)).isEqualTo(1);
            assertThat(database()
                            .queryForObject(
                                    "select count(*) from audit.entry where action = 'CONTENT_PUBLISHED' and detail in (?, ?)",
                                    Integer.class,
                                    before + " version 1",
                                    halfway + " version 1"))
                    .isEqualTo(2);
        }
    }

    /** As an approver's page stores it: the draft with its approval, and the job. */
    private String approvedFor(Duration wait) throws IOException {
        var slug = "news-" + UUID.randomUUID();
        var approval = UUID.randomUUID();
        database().update("insert into publication.item (slug, kind) values (?, 'NEWS')", slug);
        database().update("""
                        insert into publication.draft (item, revision, title, summary, body, what_changed, editors, edited_at,
                            submitted_at, submitted_by, approval, approved_by, approved_at, goes_live_at, owner, review_on)
                        values (?, 1, 'News', 'A summary', 'Words.', 'All of it', array[gen_random_uuid()], now(), now(),
                            gen_random_uuid(), ?, ?, now(), now() + make_interval(secs => ?), 'The desk', cast(now() as date) + 100)
                        """, slug, approval, approver(), wait.toSeconds());
        database().update("""
                        insert into job.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values ('publication-go-live', ?, now() + make_interval(secs => ?), false, 1)
                        """, approval.toString(), wait.toSeconds());
        return slug;
    }

    /** Somebody who may still approve when the time comes. */
    private UUID approver() throws IOException {
        var account = UUID.randomUUID();
        database()
                .update(
                        "insert into identity.account (id, email, display_name, password_hash) values (?, ?, 'Approver', '')",
                        account,
                        account + "@demo.example");
        database().update("insert into identity.account_role (account, role) values (?, 'CONTENT_APPROVER')", account);
        return account;
    }

    private static boolean isLive(Node node, String slug) {
        return new WebVisitor(node.port()).get("/news/" + slug).status() == 200;
    }

    private int versions(String slug) throws IOException {
        return database()
                .queryForObject("select count(*) from publication.version where item = ?", Integer.class, slug);
    }

    private JdbcTemplate database() throws IOException {
        return new JdbcTemplate(new DriverManagerDataSource(url(), "postgres", password()));
    }

    private String url() throws IOException {
        return DatabaseRoles.jdbcUrl(
                "127.0.0.1",
                Integer.parseInt(Files.readString(home.resolve("postgres/port")).strip()),
                "datachoice");
    }

    private String password() throws IOException {
        return Files.readString(home.resolve("keys/postgres-superuser")).strip();
    }
}
