package datachoice.publication;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.publication.paper.PaperFolder;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks, on one node at a time, whether something that is live has not been printed yet; and clears away what nobody wants. */
@Configuration(proxyBeanMethods = false)
class PrintTasks {
    static final String PRINT_AHEAD = "publication-print-ahead";
    static final String OLD_PAPER = "publication-old-paper";
    private static final Duration UNWANTED = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> printWhatIsLive(ObjectProvider<PrintAhead> ahead) {
        return Tasks.recurring(PRINT_AHEAD, FixedDelay.of(Duration.ofSeconds(10)))
                .execute((task, context) ->
                        Acting.asJob("print-ahead", () -> ahead.getObject().look()));
    }

    /** Also where nothing is printed ahead: each change of what stands on paper leaves a file behind. */
    @Bean
    RecurringTask<Void> clearPaperAway(ObjectProvider<PaperFolder> folder) {
        return Tasks.recurring(OLD_PAPER, FixedDelay.ofHours(24))
                .execute((task, context) -> Acting.asJob(
                        OLD_PAPER, () -> folder.getObject().sweep(Instant.now().minus(UNWANTED))));
    }
}
