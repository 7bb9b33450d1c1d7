package datachoice.publication;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The jobs that let approved drafts go live: one for each approval, at its time, on whichever node comes first. Nodes that
 * were all down then do it as soon as one of them is back; one that dies halfway leaves it to another. It is tried until it
 * works. Once a minute somebody looks for what is due all the same: the demo's clock may have been put forward since.
 */
@Configuration(proxyBeanMethods = false)
class GoingLiveTasks {
    private static final String GO_LIVE = "publication-go-live";
    private static final Duration AGAIN = Duration.ofSeconds(10);

    static TaskInstance<Void> goLive(UUID approval) {
        return new TaskInstance<>(GO_LIVE, approval.toString());
    }

    @Bean
    CustomTask<Void> goLiveAtItsTime(ObjectProvider<GoingLive> going, Clock clock) {
        return Tasks.custom(GO_LIVE, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((instance, context) -> {
                    var comeAgain = new AtomicReference<Instant>();
                    Acting.asJob(
                            GO_LIVE, () -> comeAgain.set(going.getObject().goLive(UUID.fromString(instance.getId()))));
                    if (comeAgain.get() == null) {
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    var wait = Duration.between(clock.instant(), comeAgain.get());
                    return (tried, job) -> job.reschedule(tried, Instant.now().plus(wait));
                });
    }

    @Bean
    RecurringTask<Void> goLiveWhatIsDue(ObjectProvider<GoingLive> going) {
        return Tasks.recurring("publication-due", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> Acting.asJob(GO_LIVE, () -> letGo(going.getObject())));
    }

    /** One that cannot be stored keeps none of the others waiting. */
    private static void letGo(GoingLive going) {
        RuntimeException failed = null;
        for (var approval : going.due()) {
            try {
                going.goLive(approval);
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
