package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Decision 25: an index over a large table is made while people choose, by one of two nodes, and again if that node dies. */
class ConcurrentIndexesTests {
    private static final String BEFORE_THE_INDEX = "6";
    private static final String INDEX = "registration_at_practice";
    private static final String WAITING =
            "from pg_stat_activity where datname = current_database() and query ~ '(create|drop) index concurrently' and wait_event_type = 'Lock'";

    private final Database database = PostgresForTests.fresh();
    private final JdbcTemplate owner = new JdbcTemplate(PostgresForTests.owner(database));
    private final JdbcTemplate superuser = new JdbcTemplate(PostgresForTests.superuser(database));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Longer than a migration that others wait for waits for others, which is three seconds. */
    @Test
    void waitsForWhoeverIsAtWorkAndNobodyWaitsForIt() throws Exception {
        somePeople();
        try (var work = PostgresForTests.app(database).getConnection()) {
            leaveOpen(work);
            var migration = threads.submit(() -> migrate("person"));
            awaitWaiting();
            var app = new JdbcTemplate(PostgresForTests.app(database));
            for (int i = 0; i < 5; i++) {
                var begun = System.nanoTime();
                app.update(
                        "update person.registration set registered_to = '2026-01-01' where person = (select person from person.registration where registered_to is null limit 1)");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
                TimeUnit.SECONDS.sleep(1);
            }
            assertThat(migration.isDone()).isFalse();
            work.commit();
            migration.get(30, TimeUnit.SECONDS);
        }
        assertThat(isValid()).isTrue();
        assertThat(owner.queryForObject(
                        "select count(*) from pg_indexes where indexname = 'registration_by_practice'", Integer.class))
                .isZero();
    }

    /** Whether its connection broke, or its node was killed: nobody has to repair anything by hand. */
    @Test
    void oneThatBrokeOffIsMadeAgainByTheNextStart() throws Exception {
        somePeople();
        try (var work = PostgresForTests.app(database).getConnection()) {
            leaveOpen(work);
            for (var end : new String[] {"pg_cancel_backend", "pg_terminate_backend"}) {
                var migration = threads.submit(() -> migrate("person"));
                awaitWaiting();
                superuser.queryForList(
                        "select " + end + "(pid) " + WAITING); // first while it makes it, then while it drops it
                assertThatThrownBy(() -> migration.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
                assertThat(isValid()).as("it is there, and no good").isFalse();
            }
            work.commit();
        }
        migrate("person");
        assertThat(isValid()).isTrue();
        assertThat(owner.queryForList(
                        "select success from public.flyway_schema_history_person where version = '7'", Boolean.class))
                .containsExactly(true);
    }

    /** What failed for any other reason is for people to look at. */
    @Test
    void forgetsNoOtherFailure() throws Exception {
        somePeople();
        owner.update("update public.flyway_schema_history_person set success = false where version = '6'");
        assertThatThrownBy(() -> migrate("person")).hasMessageContaining("version 6");
    }

    @Test
    void ofTwoNodesOneMakesItAndTheOtherWaits() throws Exception {
        somePeople();
        try (var work = PostgresForTests.app(database).getConnection()) {
            leaveOpen(work);
            var nodes = new ArrayList<Future<?>>();
            for (int i = 0; i < 3; i++) {
                nodes.add(threads.submit(() -> migrate("person")));
            }
            awaitWaiting();
            TimeUnit.SECONDS.sleep(5);
            assertThat(nodes).noneMatch(Future::isDone);
            work.commit();
            for (var node : nodes) {
                node.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(isValid()).isTrue();
        migrate("letter", "choice"); // and no lock stays
    }

    @Test
    void twoNodesAtOnceOnAnEmptyDatabase() throws Exception {
        var all = new String[] {"__root", "audit", "practice", "publication", "person", "identity", "choice", "letter"};
        var one = threads.submit(() -> migrate(all));
        var two = threads.submit(() -> migrate(all));
        one.get(120, TimeUnit.SECONDS);
        two.get(120, TimeUnit.SECONDS);
        assertThat(owner.queryForList("select indexrelid::regclass::text from pg_index where not indisvalid"))
                .isEmpty();
    }

    private void somePeople() {
        migrate("__root");
        flyway("person", BEFORE_THE_INDEX).migrate();
        owner.update("""
                with people as (
                    insert into person.person (id, nhs_number, family_name, given_names, date_of_birth)
                    select uuidv7(), (9000000000 + n)::text, 'Test', 'Lou', '1980-01-01' from generate_series(1, 2000) n returning id)
                insert into person.registration (person, registered_from, practice) select id, '2020-01-01', 'E85001' from people
                """);
    }

    private static void leaveOpen(Connection work) throws SQLException {
        work.setAutoCommit(false);
        try (var statement = work.createStatement()) {
            statement.execute("set idle_in_transaction_session_timeout = 0; set transaction_timeout = 0");
            work.commit();
            statement.execute(
                    "insert into person.registration (person, registered_from, practice) select id, '2019-01-01', 'E85002' from person.person where false");
        }
    }

    private void awaitWaiting() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> superuser.queryForObject("select count(*) " + WAITING, Integer.class) == 1);
    }

    private boolean isValid() {
        return Boolean.TRUE.equals(owner.queryForObject(
                "select indisvalid from pg_index where indexrelid = 'person." + INDEX + "'::regclass", Boolean.class));
    }

    private void migrate(String... modules) {
        for (var module : modules) {
            Migrations.migrate(flyway(module, "latest"));
        }
    }

    /** As each start does for a module. */
    private Flyway flyway(String module, String target) {
        return Flyway.configure()
                .configuration(Migrations.flyway(module, PostgresForTests.owner(database))
                        .getConfiguration())
                .target(target)
                .load();
    }
}
