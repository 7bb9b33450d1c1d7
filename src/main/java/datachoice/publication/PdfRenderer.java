package datachoice.publication;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import datachoice.core.Sha256;
import datachoice.publication.paper.Decoration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Turns a page into a tagged PDF that screen readers can read (PDF/UA). One renderer for leaflets, forms, receipts and
 * letters, so that all paper looks of one family.
 */
@Component
public class PdfRenderer {
    /** The only font of our paper; it is embedded. */
    public static final String FONT = "Liberation Sans";

    /** The same page becomes another PDF when what makes it is another one; the number is that of our own part in it. */
    private static final String MADE_BY =
            "2 " + PdfRendererBuilder.class.getPackage().getImplementationVersion() + " ";

    /** As many at a time as leave half of the processors to everyone else: a page takes a second of one. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Visitors who may wait for their turn; each holds a thread and the page to be printed. */
    private static final int MOST_WAITING = 8 * AT_ONCE;

    private static final int LONGEST_WAIT_SECONDS = 5;

    /** For what is made once and then kept: waiting is worth more than asking again. */
    private static final int LONGEST_WAIT_FOR_KEPT_SECONDS = 20;

    /** For what is kept and somebody else is making, who may wait for several turns: a poster's, then its picture's. */
    public static final Duration LONGEST_FOR_KEPT = Duration.ofSeconds(60);

    /** A visitor's page that is not even measured by then is given up. */
    static final Duration LONGEST_FOR_VISITOR = Duration.ofSeconds(8);

    /** Who comes first is served first. */
    final Semaphore room = new Semaphore(AT_ONCE, true);

    /** Whoever makes what is kept queues here first, so that a crowd of posters takes no more than one turn from a receipt. */
    final Semaphore roomToKeep = new Semaphore(AT_ONCE, true);

    private final Duration longestForVisitor;

    PdfRenderer() {
        this(LONGEST_FOR_VISITOR);
    }

    PdfRenderer(Duration longestForVisitor) {
        this.longestForVisitor = longestForVisitor;
        XRLog.setLoggingEnabled(false); // it writes five lines for each document
    }

    /** What the PDF of a page is known by, on every node: 32 hexadecimal digits, the same as long as the page and its maker are. */
    public static String tag(String xhtml) {
        return HexFormat.of().formatHex(Sha256.of(MADE_BY + xhtml), 0, 16);
    }

    /** What is done in one turn at the renderer: a page is written, for which others may be measured before. */
    @FunctionalInterface
    interface Turn {
        /** @param pages how many pages something will have; may end the turn with {@link PrinterBusy} */
        String page(ToIntFunction<String> pages);
    }

    /**
     * Renders one document for a job, which waits for its turn however long that takes.
     *
     * @param xhtml well-formed, with {@code lang}, {@code <title>}, a meta description and {@code alt} on every image;
     *     pictures are addressed below {@code /assets/} and come from the application itself, never from a network
     * @throws UncheckedIOException if the page is not well-formed
     */
    public byte[] render(String xhtml) {
        return render(pages -> xhtml);
    }

    /** As {@link #render(String)}, for a page whose size is found in the same turn. */
    byte[] render(Turn turn) {
        room.acquireUninterruptibly();
        try {
            return print(turn.page(PdfRenderer::pages));
        } finally {
            room.release();
        }
    }

    /**
     * As {@link #render(String)}, for a visitor, who does not wait for long.
     *
     * @throws PrinterBusy if too many wait already, or the turn does not come in good time
     */
    public byte[] renderForVisitor(String xhtml) {
        return renderForVisitor(pages -> xhtml);
    }

    /**
     * As {@link #render(String)}, for a visitor whose page is kept for others: they wait longer, in a queue of their own.
     *
     * @throws PrinterBusy if too many wait already, or the turn does not come in good time
     */
    public byte[] renderToKeep(String xhtml) {
        return toKeep(() -> print(xhtml));
    }

    /**
     * As {@link #renderForVisitor(String)}, for a page whose size is found in the same turn.
     *
     * @throws PrinterBusy also if that takes too long
     */
    byte[] renderForVisitor(Turn turn) {
        awaitTurn(room, LONGEST_WAIT_SECONDS);
        // A wait must not eat up the time for measuring, or a later try would come no further.
        long begun = System.nanoTime();
        try {
            return print(turn.page(xhtml -> {
                if (System.nanoTime() - begun >= longestForVisitor.toNanos()) {
                    throw new PrinterBusy();
                }
                return pages(xhtml);
            }));
        } finally {
            room.release();
        }
    }

    /**
     * What the first page looks like, for whoever keeps the picture.
     *
     * @param dotsPerInch the size: an A4 page is 8.3 inches wide
     * @return a PNG
     * @throws PrinterBusy if too many wait already, or the turn does not come in good time
     */
    public byte[] pictureToKeep(byte[] pdf, int dotsPerInch) {
        return toKeep(() -> picture(pdf, dotsPerInch));
    }

    private byte[] toKeep(Supplier<byte[]> make) {
        awaitTurn(roomToKeep, LONGEST_WAIT_FOR_KEPT_SECONDS);
        try {
            takeTurn(
                    room, LONGEST_WAIT_FOR_KEPT_SECONDS); // however many receipts wait: what was waited for is not lost
            try {
                return make.get();
            } finally {
                room.release();
            }
        } finally {
            roomToKeep.release();
        }
    }

    private static void awaitTurn(Semaphore at, int seconds) {
        if (at.getQueueLength() >= MOST_WAITING) {
            throw new PrinterBusy();
        }
        takeTurn(at, seconds);
    }

    private static void takeTurn(Semaphore at, int seconds) {
        try {
            if (!at.tryAcquire(seconds, TimeUnit.SECONDS)) {
                throw new PrinterBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrinterBusy();
        }
    }

    private static byte[] picture(byte[] pdf, int dotsPerInch) {
        try (var document = Loader.loadPDF(pdf)) {
            var picture = new ByteArrayOutputStream(100_000);
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, dotsPerInch), "png", picture);
            return picture.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] print(String xhtml) {
        var pdf = new ByteArrayOutputStream(160_000);
        try (var renderer = builder(xhtml).buildPdfRenderer();
                var document = renderer.createPDFKeepOpen()) {
            Decoration.mark(document);
            document.save(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException("The page could not be made into a PDF", e);
        }
        return pdf.toByteArray();
    }

    /** How many pages it will have, without making them. */
    private static int pages(String xhtml) {
        try (var renderer = builder(xhtml).buildPdfRenderer()) {
            renderer.layout();
            return renderer.getRootBox().getLayer().getPages().size();
        }
    }

    private static PdfRendererBuilder builder(String xhtml) {
        var builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.useFont(() -> font("LiberationSans-Regular.ttf"), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("LiberationSans-Bold.ttf"), FONT, 700, FontStyle.NORMAL, true);
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.useUriResolver((base, uri) -> ownPicture(uri));
        builder.withHtmlContent(xhtml, null);
        return builder;
    }

    /** Null for every address that is not one of our own pictures: the server fetches nothing that a text names (T22). */
    private static @Nullable String ownPicture(String uri) {
        if (!uri.matches("/assets/art/[a-z0-9-]+\\.svg")) {
            return null;
        }
        try {
            var file = uri.replaceFirst("-[0-9a-f]{32}(?=\\.svg$)", "");
            return new ClassPathResource("static" + file).getURL().toString();
        } catch (IOException e) {
            return null;
        }
    }

    private static InputStream font(String file) {
        try {
            return new ClassPathResource("fonts/" + file).getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
