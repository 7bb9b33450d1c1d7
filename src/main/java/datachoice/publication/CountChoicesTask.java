package datachoice.publication;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import datachoice.core.Acting;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job behind the number in a correction. Moments are the database's and the machine's, never the demo's. */
@Configuration(proxyBeanMethods = false)
class CountChoicesTask {
    private static final String COUNT = "publication-count-choices";
    private static final Duration LATER = Duration.ofMinutes(10);

    static TaskInstance<Void> of(int correction) {
        return new TaskInstance<>(COUNT, String.valueOf(correction));
    }

    @Bean
    CustomTask<Void> countChoices(ObjectProvider<ChoicesCounted> choices) {
        return Tasks.custom(COUNT, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(LATER))
                .execute((instance, context) -> {
                    var next = new AtomicReference<Instant>();
                    Acting.asJob(
                            COUNT,
                            () -> next.set(
                                    choices.getObject().count(Integer.parseInt(instance.getId()), Instant.now())));
                    if (next.get() == null) {
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    return (tried, job) -> job.reschedule(tried, next.get());
                });
    }
}
