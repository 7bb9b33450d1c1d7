package datachoice.publication.share;

import datachoice.publication.PdfRenderer;
import datachoice.publication.Recent;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Small pictures of paper, so that people see what they are going to print. What was made is kept. */
@Component
class Pictures {
    private static final int DOTS_PER_INCH = 60;

    private final PdfRenderer renderer;
    private final Recent<String, Picture> ready = new Recent<>(40);

    Pictures(PdfRenderer renderer) {
        this.renderer = renderer;
    }

    /** @param tag the same for the same picture on every node */
    record Picture(byte[] png, String tag) {
        ResponseEntity<byte[]> answer() {
            return ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_PNG)
                    .eTag(tag)
                    .body(png);
        }
    }

    /**
     * Of the first page.
     *
     * @param tag in quotes; the same for the same PDF
     * @throws datachoice.publication.PrinterBusy if nobody has made it yet, and its turn does not come in good time
     */
    Picture of(byte[] pdf, String tag) {
        return Objects.requireNonNull(
                ready.get(tag, missing -> new Picture(renderer.pictureForVisitor(pdf, DOTS_PER_INCH), missing)));
    }
}
