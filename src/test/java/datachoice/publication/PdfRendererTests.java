package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import datachoice.WholePortal;
import datachoice.identity.WebVisitor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many PDFs at once: a few are made, a few wait, the others are told when to come back. */
@WholePortal
class PdfRendererTests {
    private static final String PAGE =
            "<html lang=\"en\"><head><title>Paper</title><meta name=\"description\" content=\"Paper\"/></head><body><p>Yes</p></body></html>";

    private static final Executor OF_ITS_OWN = task -> new Thread(task).start();

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    PdfRenderer renderer;

    @Autowired
    JdbcTemplate jdbc;

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
            var toFold = new WebVisitor(port).get("/leaflets/" + neverPrinted() + "/fold.pdf");
            assertThat(toFold.status()).as("a sheet that is measured first").isEqualTo(503);
            assertThat(toFold.header("Retry-After")).contains("10");
        } finally {
            renderer.room.release(all);
        }
        for (var each : queue) {
            each.join();
        }
        assertThat(renderer.renderForVisitor(PAGE)).startsWith('%', 'P', 'D', 'F');
    }

    /** As on the Monday when every practice is told of its poster. */
    @Test
    void aCrowdWhoWantPostersTakesNoPlaceFromAReceipt() throws Exception {
        int all = renderer.room.drainPermits();
        boolean open = false;
        var crowd = IntStream.range(0, 9 * all)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> renderer.renderToKeep(PAGE), OF_ITS_OWN))
                .toList();
        try {
            await().until(() ->
                    renderer.roomToKeep.getQueueLength() == 8 * all && renderer.room.getQueueLength() == all);
            assertThatThrownBy(() -> renderer.renderToKeep(PAGE))
                    .as("one poster too many")
                    .isInstanceOf(PrinterBusy.class);
            var receipt = CompletableFuture.supplyAsync(() -> renderer.renderForVisitor(PAGE), OF_ITS_OWN);
            await().until(() -> renderer.room.getQueueLength() == all + 1);
            renderer.room.release(all);
            open = true;
            assertThat(receipt.get()).startsWith('%', 'P', 'D', 'F');
        } finally {
            renderer.room.release(open ? 0 : all);
        }
        for (var each : crowd) {
            assertThat(each.get()).startsWith('%', 'P', 'D', 'F');
        }
    }

    /** Measuring it takes no turn of its own; and however often it is measured, nobody holds a thread for long. */
    @Test
    void aPageIsMeasuredInTheTurnInWhichItIsMade() {
        var impatient = new PdfRenderer(Duration.ZERO);
        int all = impatient.room.drainPermits();
        impatient.room.release();

        assertThat(impatient.render(pages -> pages.applyAsInt(PAGE) == 1 ? PAGE : ""))
                .as("for a job")
                .startsWith('%', 'P', 'D', 'F');
        assertThatThrownBy(() -> impatient.renderForVisitor(pages -> pages.applyAsInt(PAGE) == 1 ? PAGE : ""))
                .isInstanceOf(PrinterBusy.class);
        assertThat(impatient.room.availablePermits())
                .as("it is the next one's turn")
                .isEqualTo(1);
        impatient.room.release(all - 1);
    }

    private String neverPrinted() {
        var slug = "never-printed-" + UUID.randomUUID();
        jdbc.update("insert into publication.item (slug, kind) values (?, 'LEAFLET')", slug);
        jdbc.update(
                """
                insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                values (?, 1, 'Paper', 'Summary', ?, 'x', array[gen_random_uuid()], gen_random_uuid(), false)
                """, slug, "## In short {#in-short}\n\nShortly.\n\n## How to choose {#how-to-choose}\n\nLike this.");
        return slug;
    }
}
