package datachoice.portal;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A node that is told to stop first says that it is not well, and goes on serving for a while: until the proxy has noticed
 * and sends nobody here any more. Only then it lets go of its port, and finishes what is under way. Without other nodes
 * there is nothing to wait for, and so no while.
 */
@Component
class Leaving implements SmartLifecycle, HealthIndicator {
    private final Duration drain;
    private volatile boolean running;
    private volatile boolean leaving;

    Leaving(@Value("${datachoice.drain:0s}") Duration drain) {
        this.drain = drain;
    }

    @Override
    public Health health() {
        return leaving ? Health.down().build() : Health.up().build();
    }

    @Override
    public void start() { // again, where a test lets a whole portal pause
        leaving = false;
        running = true;
    }

    @Override
    public void stop() {
        leaving = true;
        running = false;
        try {
            Thread.sleep(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
