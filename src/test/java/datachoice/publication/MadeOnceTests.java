package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MadeOnceTests {
    private final MadeOnce<String, String> paper = new MadeOnce<>(Duration.ofMinutes(1));
    private final AtomicInteger makings = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void isMadeOnceForAllWhoAskMeanwhile() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> paper.get("poster", this::slowly));
        begun.await();
        var second = new CompletableFuture<String>();
        var waiting = new Thread(() -> second.complete(paper.get("poster", this::slowly)));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(paper.get("other", () -> "another"))
                .as("nobody waits for other paper")
                .isEqualTo("another");
        end.countDown();
        assertThat(first.get()).isEqualTo("made");
        assertThat(second.get()).isEqualTo("made");
        assertThat(makings).hasValue(1);
        assertThat(paper.get("poster", () -> "again"))
                .as("it is kept elsewhere")
                .isEqualTo("again");
    }

    @Test
    void tellsWhoWaitsWhatWentWrongAndLetsTheNextOneTry() throws Exception {
        var impatient = new MadeOnce<String, String>(Duration.ZERO);
        var first = CompletableFuture.supplyAsync(() -> impatient.get("poster", () -> {
            slowly();
            throw new IllegalStateException("no paper");
        }));
        begun.await();
        assertThatThrownBy(() -> impatient.get("poster", () -> "never")).isInstanceOf(PrinterBusy.class);
        end.countDown();
        assertThatThrownBy(first::get).hasRootCauseMessage("no paper");
        assertThat(impatient.get("poster", () -> "made")).isEqualTo("made");
    }

    private String slowly() {
        makings.incrementAndGet();
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "made";
    }
}
