package datachoice.publication;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks, on one node at a time, whether something that is live has not been printed yet. */
@Configuration(proxyBeanMethods = false)
class PrintTasks {
    static final String PRINT_AHEAD = "publication-print-ahead";

    @Bean
    RecurringTask<Void> printWhatIsLive(ObjectProvider<PrintAhead> ahead) {
        return Tasks.recurring(PRINT_AHEAD, FixedDelay.of(Duration.ofSeconds(10)))
                .execute((task, context) ->
                        Acting.asJob("print-ahead", () -> ahead.getObject().look()));
    }
}
