package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** S20: the proxy hears it before anybody is turned away. */
class LeavingTests {
    @Test
    void aNodeThatStopsSaysSoAndGoesOnForAWhile() {
        var node = new Leaving(Duration.ofMillis(300));
        node.start();
        assertThat(node.health().getStatus()).isEqualTo(Status.UP);
        var begun = Instant.now();
        var stopping = CompletableFuture.runAsync(node::stop);
        while (node.health().getStatus().equals(Status.UP)) {
            Thread.onSpinWait();
        }
        assertThat(stopping).isNotDone();
        stopping.join();
        assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(node.getPhase()).as("before the web server").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aloneItStopsAtOnceAndMayBeStartedAgain() {
        var node = new Leaving(Duration.ZERO);
        node.start();
        node.stop();
        assertThat(node.isRunning()).isFalse();
        node.start();
        assertThat(node.health().getStatus()).isEqualTo(Status.UP);
    }
}
