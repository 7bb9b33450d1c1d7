package datachoice.identity.workers;

import datachoice.core.SecondAdministrator;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** By the same rule as roles and invitations: somebody else is there, or was until lately. */
@Component
class OtherAdministrators implements SecondAdministrator {
    private final WorkerRows workers;
    private final Clock clock;

    OtherAdministrators(WorkerRows workers, Clock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public boolean hasToAgreeWith(UUID admin) {
        return workers.needTwo(admin, clock.instant());
    }
}
