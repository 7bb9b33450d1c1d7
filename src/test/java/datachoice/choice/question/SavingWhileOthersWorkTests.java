package datachoice.choice.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        int attempt = 1;
        while (!savingIsBrokenOffAndSettled()) {
            assertThat(attempt++).as("times that the other was broken off").isLessThan(6);
        }
    }

    /** If the other asks within a second after saving began to wait; else the database breaks off the other. */
    private boolean savingIsBrokenOffAndSettled() throws Exception {
        var check = answers("ALLOW");
        visitor.follow();
        var before = choices();
        try (var other = connection()) {
            run(other, "select from choice.practice_listing where subject = ? and type = 'TYPE_1' for update");
            var saving = CompletableFuture.supplyAsync(() -> visitor.submit(check));
            awaitSomebodyWaitingFor("practice_listing");
            try {
                run(other, "select from person.person where id = ? for update"); // ends only when saving was broken off
            } catch (SQLException brokenOff) {
                assertThat(brokenOff.getSQLState()).as("a deadlock").isEqualTo("40P01");
                other.rollback();
                saving.join();
                return false;
            }
            other.rollback();
            assertThat(saving.get().location()).startsWith("/receipts/");
        }
        assertThat(choices()).isEqualTo(before + 2);
        return true;
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
                    .as("three seconds, whatever else the machine does")
                    .isBetween(Duration.ofMillis(2900), Duration.ofSeconds(30));
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

    private void awaitSomebodyWaitingFor(String table) {
        await("somebody waits for " + table)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Boolean.TRUE.equals(jdbc.queryForObject("""
                        select exists (select from pg_stat_activity where datname = current_database()
                            and wait_event_type = 'Lock' and query like '%' || ? || '%')
                        """, Boolean.class, table)));
    }

    private int choices() {
        var count = jdbc.queryForObject(
                "select count(*) from choice.choice_event where subject = ?",
                Integer.class,
                jane.id().value());
        return count == null ? 0 : count;
    }
}
