package datachoice.identity.proof;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.SecretKeys;
import datachoice.identity.WebTests;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What cannot be taken back while the database is away is taken back when it is there again. */
class TakenBackTests extends WebTests {
    @Autowired
    DataSource database;

    @Autowired
    SecretKeys keys;

    @Test
    void takesBackLaterWhatItCouldNotTakeBackNow() {
        var away = new AtomicBoolean();
        var budgets = new FailureBudgets(
                JdbcClient.create(new DelegatingDataSource(database) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        if (away.get()) {
                            throw new SQLTransientConnectionException("none left");
                        }
                        return super.getConnection();
                    }
                }),
                keys,
                clock);
        for (int i = 0; i <= FailureBudgets.LETTER_CODES_FROM_NETWORK; i++) {
            var counted = budgets.letterTry("203.0.113.78");
            away.set(true);
            budgets.takeBack(counted);
            away.set(false);
        }
        var last = budgets.letterTry("203.0.113.78");
        budgets.takeBack(last);
        assertThat(JdbcClient.create(database)
                        .sql("select coalesce(sum(failures), 0) from identity.limit_window")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
