package datachoice.choice.question;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.identity.WebVisitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A choice is saved while a second connection holds what it needs. */
@WholePortal
class SavingWhileOthersWorkTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    private Somebody jane;
    private WebVisitor visitor;

    @BeforeEach
    void somebodyWhoHasChosenBefore() {
        cast.forgetFailedTries();
        jane = cast.adult("Jane Patient", cast.practice("Busy Surgery"));
        visitor = cast.signedIn(port, cast.accountOf(jane));
        var check = answers("DO_NOT_ALLOW");
        assertThat(visitor.follow().submit(check).location()).startsWith("/receipts/");
    }

    /** The other holds the row of the practice's list and wants the person; saving holds the person and wants the row. */
    @Test
    void aDeadlockIsSettledWithoutAWord() throws Exception {
        var check = answers("ALLOW");
        visitor.follow();
        try (var other = connection()) {
            run(other, "select from choice.practice_listing where subject = ? and type = 'TYPE_1' for update");
            var saving = CompletableFuture.supplyAsync(() -> visitor.submit(check));
            awaitSomebodyWaitingFor("practice_listing");
            run(other, "select from person.person where id = ? for update"); // ends only when saving was broken off
            assertThat(saving).isNotDone();
            other.rollback();
            assertThat(saving.get().location()).startsWith("/receipts/");
        }
        assertThat(choices()).isEqualTo(4);
    }

    @Test
    void aLockThatIsHeldTooLongIsNoReasonToHang() throws Exception {
        var check = answers("ALLOW");
        visitor.follow();
        try (var other = connection()) {
            run(other, "select from person.person where id = ? for update");
            var start = Instant.now();
            visitor.submit(check);
            assertThat(Duration.between(start, Instant.now()))
                    .isBetween(Duration.ofMillis(2900), Duration.ofMillis(4900));
            other.rollback();
        }
        assertThat(visitor.status()).isEqualTo(503);
        assertThat(visitor.header("Retry-After")).contains("30");
        assertThat(visitor.page().select("h1").text()).isEqualTo("Your choice has not been saved");
        assertThat(choices()).isEqualTo(2);
        assertThat(visitor.get(check).submit(check).location()).startsWith("/receipts/");
        assertThat(choices()).isEqualTo(4);
    }

    private String answers(String choice) {
        var question = "/choices/" + jane + "/change";
        return visitor.get(question).submit(question, "choice", choice).location();
    }

    private Connection connection() throws SQLException {
        var connection = PostgresForTests.superuser(database).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, jane.id().value());
            statement.execute();
        }
    }

    private void awaitSomebodyWaitingFor(String table) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var waiting = jdbc.queryForObject(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%' || ? || '%'",
                    Integer.class, table);
            if (waiting != null && waiting > 0) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("nobody waits for " + table);
    }

    private int choices() {
        var count = jdbc.queryForObject(
                "select count(*) from choice.choice_event where subject = ?",
                Integer.class,
                jane.id().value());
        return count == null ? 0 : count;
    }
}
