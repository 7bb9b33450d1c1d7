package datachoice.identity.proof;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what no longer serves: counters of hours that are over, codes that are too old. */
@Configuration(proxyBeanMethods = false)
class Housekeeping {
    @Bean
    RecurringTask<Void> forgetOldCodes(FailureBudgets budgets, OneTimeCodes codes) {
        return Tasks.recurring("forget-old-codes", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> Acting.asJob("forget-old-codes", () -> {
                    budgets.forget();
                    codes.forget();
                }));
    }
}
