package datachoice.choice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.core.BusyDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest
@Import(PostgresForTests.class)
class WholeTransactionsTests {
    @Autowired
    WholeTransactions transactions;

    @Autowired
    JdbcTemplate jdbc;

    /** Broken off by a deadlock or for want of an order: three times in all. Anything else, also what took too long: once. */
    @ParameterizedTest
    @CsvSource({"40P01, 3, true", "40001, 3, true", "55P03, 1, true", "23505, 1, false", "57014, 1, true"})
    void repeatsOnlyWhatTheDatabaseBrokeOff(String state, int times, boolean busy) {
        var tried = new AtomicInteger();
        assertThatThrownBy(() -> transactions.run(() -> fails(state, tried)))
                .isInstanceOf(DataAccessException.class)
                .matches(failure -> BusyDatabase.isCauseOf(failure) == busy);
        assertThat(tried).hasValue(times);
    }

    @Test
    void goesOnWithWhatAnotherTryBrings() {
        var tried = new AtomicInteger();
        var result = transactions.run(() -> tried.get() < 2 ? fails("40P01", tried) : "done");
        assertThat(result).isEqualTo("done");
    }

    @Test
    void waitsThreeSecondsForALockAtMost() {
        assertThat(transactions.run(() -> jdbc.queryForObject("show lock_timeout", String.class)))
                .isEqualTo("3s");
    }

    private String fails(String state, AtomicInteger tried) {
        tried.incrementAndGet();
        jdbc.execute("do $$ begin raise exception 'on purpose' using errcode = '" + state + "'; end $$");
        return "never";
    }
}
