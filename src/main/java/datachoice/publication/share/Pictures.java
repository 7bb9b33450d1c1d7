package datachoice.publication.share;

import datachoice.publication.MadeOnce;
import datachoice.publication.PdfRenderer;
import datachoice.publication.Recent;
import datachoice.publication.paper.KeptFiles;
import datachoice.publication.paper.PaperFolder;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Small pictures of paper, so that people see what they are going to print. What was made is kept, in memory and on the disk. */
@Component
class Pictures {
    private static final int DOTS_PER_INCH = 60;

    /** The same PDF becomes another picture when this is another number: it counts what makes pictures, as it changes. */
    private static final String MADE_BY = ".1";

    private final PdfRenderer renderer;
    private final KeptFiles kept;
    private final Recent<String, Picture> ready = new Recent<>(40);
    private final MadeOnce<String, byte[]> inTheMaking = new MadeOnce<>(PdfRenderer.LONGEST_FOR_KEPT);

    Pictures(PdfRenderer renderer, PaperFolder folder) {
        this.renderer = renderer;
        kept = folder.below("pictures", KeptFiles.Kind.PNG);
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
     * @param pdf asked for only if nobody has made the picture yet
     * @throws datachoice.publication.PrinterBusy if its turn does not come in good time then
     */
    Picture of(String tag, Supplier<byte[]> pdf) {
        return Objects.requireNonNull(ready.get(tag, missing -> {
            var name = missing.replace("\"", "") + MADE_BY;
            var file = name + ".png";
            var png = kept.find(file)
                    .orElseGet(() -> inTheMaking.get(file, () -> kept.find(file).orElseGet(() -> {
                        var made = renderer.pictureToKeep(pdf.get(), DOTS_PER_INCH);
                        kept.keep(file, made);
                        return made;
                    })));
            return new Picture(png, "\"" + name + "\"");
        }));
    }
}
