package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.Cast;
import datachoice.WholePortal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many PDFs at once: a few are made, a few wait, the others are told when to come back. */
@WholePortal
class PdfRendererTests {
    private static final String PAGE =
            "<html lang=\"en\"><head><title>Paper</title><meta name=\"description\" content=\"Paper\"/></head><body><p>Yes</p></body></html>";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    PdfRenderer renderer;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @Test
    void aReceiptWaitsForItsTurnButNotForLong() {
        var person = cast.adult("Pia Printer", cast.practice("Paper Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var question = "/choices/" + person + "/change";
        var check = visitor.get(question).submit(question, "choice", "ALLOW").location();
        var pdf = visitor.follow().submit(check).location() + ".pdf";
        int all = renderer.room.drainPermits();
        try {
            visitor.get(pdf);
        } finally {
            renderer.room.release(all);
        }
        assertThat(visitor.status()).isEqualTo(503);
        assertThat(visitor.header("Retry-After")).contains("10");
        assertThat(visitor.page().select("h1").text()).isEqualTo("Sorry, the service is not available");
        assertThat(visitor.get(pdf).status()).isEqualTo(200);
        assertThat(visitor.header("Content-Type")).contains("application/pdf");
    }

    @Test
    void aQueueThatIsTooLongIsNotJoined() throws InterruptedException {
        int all = renderer.room.drainPermits();
        var queue = IntStream.range(0, 8 * all)
                .mapToObj(i -> new Thread(() -> renderer.render(PAGE)))
                .toList();
        try {
            queue.forEach(Thread::start);
            while (renderer.room.getQueueLength() < queue.size()) {
                Thread.sleep(5);
            }
            assertThatThrownBy(() -> renderer.renderForVisitor(PAGE)).isInstanceOf(PrinterBusy.class);
        } finally {
            renderer.room.release(all);
        }
        for (var each : queue) {
            each.join();
        }
        assertThat(renderer.renderForVisitor(PAGE)).startsWith('%', 'P', 'D', 'F');
    }
}
