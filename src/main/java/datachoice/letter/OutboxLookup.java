package datachoice.letter;

import java.time.Duration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** How the outbox is doing; for jobs. */
@Service
@PreAuthorize("hasRole('JOB')")
public class OutboxLookup {
    private final Outbox outbox;

    OutboxLookup(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Messages that could have left by now: due and not taken up, or taken up and not sent, whenever they are tried again.
     *
     * @param longest since the oldest of them could have left; zero if there is none
     */
    public record Waiting(int messages, Duration longest) {}

    public Waiting waiting() {
        return outbox.waiting();
    }
}
