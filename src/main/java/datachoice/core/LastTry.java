package datachoice.core;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A job that fails is tried again a little later. After the last try what it worked on is ended, and only then the job is
 * removed: if the end cannot be stored, or the node dies before it is, the job is still there, and comes to its end with the
 * next try. The scheduler's own way is to remove the job first, which would leave work that says for ever that it goes on.
 */
public class LastTry implements FailureHandler<Void> {
    private final int retries;
    private final FailureHandler<Void> again;
    private final Consumer<UUID> end;

    /** @param end given the id of the job, which is that of its work */
    public LastTry(int retries, Duration later, Consumer<UUID> end) {
        this.retries = retries;
        this.again = new OnFailureRetryLater<>(later);
        this.end = end;
    }

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<Void> job) {
        if (failed.getExecution().consecutiveFailures < retries) {
            again.onFailure(failed, job);
        } else {
            end.accept(UUID.fromString(failed.getExecution().getId()));
            job.stop();
        }
    }
}
