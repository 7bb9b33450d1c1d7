package datachoice.choice.question;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets answers that were not saved within their 24 hours. */
@Configuration(proxyBeanMethods = false)
class DraftCleaner {
    @Bean
    RecurringTask<Void> forgetOldDrafts(ChoiceDrafts drafts, TransactionOperations transaction, Clock clock) {
        return Tasks.recurring("forget-old-drafts", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> Acting.asJob(
                        "forget-old-drafts",
                        () -> transaction.executeWithoutResult(status -> drafts.deleteExpired(clock.instant()))));
    }
}
