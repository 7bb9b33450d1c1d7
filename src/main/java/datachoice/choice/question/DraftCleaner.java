package datachoice.choice.question;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets what was not saved within 24 hours: answers, and what a practice typed about who may choose for whom. Nobody has
 * to come back for it to go.
 */
@Configuration(proxyBeanMethods = false)
class DraftCleaner {
    @Bean
    RecurringTask<Void> forgetOldDrafts(
            ChoiceDrafts drafts, JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
        return Tasks.recurring("forget-old-drafts", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> Acting.asJob(
                        "forget-old-drafts",
                        () -> transaction.executeWithoutResult(status -> {
                            var now = clock.instant();
                            drafts.deleteExpired(now);
                            jdbc.sql("delete from choice.chooser_draft where expires_at <= ?")
                                    .param(Timestamp.from(now))
                                    .update();
                        })));
    }
}
