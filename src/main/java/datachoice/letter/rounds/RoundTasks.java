package datachoice.letter.rounds;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import datachoice.core.LastTry;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job behind a round. One whose node died is gone on with by another node after half a minute; one that fails is tried
 * again, and stopped after that.
 */
@Configuration(proxyBeanMethods = false)
class RoundTasks {
    private static final String MAKE = "letters-make";
    private static final int RETRIES = 5;
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(RoundTasks.class);

    static TaskInstance<Void> make(UUID round) {
        return new TaskInstance<>(MAKE, round.toString());
    }

    /** In turns, so that no round keeps other jobs waiting, nor a node that is to stop. */
    @Bean
    CustomTask<Void> makeLetters(ObjectProvider<RoundWork> work) {
        return Tasks.custom(MAKE, Void.class)
                .onFailure(new LastTry(RETRIES, LATER, round -> {
                    LOG.error("Round {} of letters stopped before its end", round);
                    work.getObject().stop(round);
                }))
                .execute((instance, context) -> work.getObject().make(UUID.fromString(instance.getId()))
                        ? new CompletionHandler.OnCompleteRemove<>()
                        : (made, job) -> job.reschedule(made, made.getTimeDone()));
    }
}
