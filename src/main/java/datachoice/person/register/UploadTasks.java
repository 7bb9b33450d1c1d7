package datachoice.person.register;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.core.LastTry;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The jobs behind the pages: one checks a file, one loads it, one tidies up. A job whose node died is begun again by
 * another node after half a minute. One that fails is tried twice more, and then said to have failed.
 */
@Configuration(proxyBeanMethods = false)
class UploadTasks {
    private static final String CHECK = "register-check";
    private static final String LOAD = "register-load";
    private static final int RETRIES = 2;
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(UploadTasks.class);

    static TaskInstance<Void> check(UUID upload) {
        return new TaskInstance<>(CHECK, upload.toString());
    }

    static TaskInstance<Void> load(UUID upload) {
        return new TaskInstance<>(LOAD, upload.toString());
    }

    @Bean
    OneTimeTask<Void> checkRegister(ObjectProvider<UploadWork> work) {
        return Tasks.oneTime(CHECK).onFailure(giveUp(work)).execute((instance, context) -> work.getObject()
                .check(UUID.fromString(instance.getId())));
    }

    /** Whoever's turn it is not yet tries again soon: a job that waits would keep others waiting. */
    @Bean
    CustomTask<Void> loadRegister(ObjectProvider<UploadWork> work) {
        return Tasks.custom(LOAD, Void.class).onFailure(giveUp(work)).execute((instance, context) -> {
            try {
                work.getObject().load(UUID.fromString(instance.getId()));
                return new CompletionHandler.OnCompleteRemove<>();
            } catch (RegisterInUse inUse) {
                return (tried, job) -> job.reschedule(tried, tried.getTimeDone().plus(SOON));
            }
        });
    }

    @Bean
    RecurringTask<Void> tidyRegisterUploads(ObjectProvider<UploadWork> work) {
        return Tasks.recurring("register-tidy", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) ->
                        Acting.asJob("register", () -> work.getObject().tidyUp()));
    }

    private static LastTry giveUp(ObjectProvider<UploadWork> work) {
        return new LastTry(RETRIES, LATER, upload -> {
            LOG.error("Upload {} of a register did not finish, nothing was changed", upload);
            work.getObject().giveUp(upload);
        });
    }
}
