package datachoice.choice.ledger;

import datachoice.core.BusyDatabase;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work that changes choices in one transaction, and as a new one from the start when the database broke it off in
 * favour of another. Waits for no lock longer than three seconds: whoever pressed a button should hear that it did not
 * work while they still look at it.
 */
@Component
public class WholeTransactions {
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    WholeTransactions(PlatformTransactionManager transactions, JdbcClient jdbc) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
    }

    /** @param work may run more than once, but is stored once; what it did before it was broken off is undone */
    public <T> T run(Supplier<T> work) {
        return BusyDatabase.again(() -> Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("set local lock_timeout = '3s'").update();
            return work.get();
        })));
    }
}
