package datachoice.audit;

import datachoice.core.Acting;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Tells the database, at the begin of each transaction, who acts. The settings are local to the transaction, so that a
 * pooled connection never carries them to its next borrower.
 */
@Component
class ActingContext implements TransactionExecutionListener, SmartInitializingSingleton {
    private final DataSource dataSource;
    private final List<ConfigurableTransactionManager> managers;

    ActingContext(DataSource dataSource, List<ConfigurableTransactionManager> managers) {
        this.dataSource = dataSource;
        this.managers = managers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        managers.forEach(manager -> manager.addListener(this));
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null || !transaction.isNewTransaction()) {
            return;
        }
        var actor = Acting.now();
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var set = connection.prepareStatement(
                "select set_config('app.actor', ?, true), set_config('app.role', ?, true), set_config('app.practice', ?, true)")) {
            set.setString(1, Objects.toString(actor.by(), ""));
            set.setString(2, actor.role());
            set.setString(3, Objects.toString(actor.practice(), ""));
            set.execute();
        } catch (SQLException e) {
            // Thrown from here, the connection would stay with this thread for good. PostgreSQL refuses every further
            // statement of a transaction in which one failed, so the work itself fails, and gives the connection back.
            transaction.setRollbackOnly();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
