package datachoice.publication;

import datachoice.core.NotFound;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Every version as a PDF: the leaflet to print, the paper form to fill in. */
@Controller
class PrintController {
    private static final String FORM = PublishedContent.PAPER_FORM;

    private final PublishedContent content;
    private final Print print;

    PrintController(PublishedContent content, Print print) {
        this.content = content;
        this.print = print;
    }

    @GetMapping("/leaflets/{slug}.pdf")
    ResponseEntity<byte[]> live(@PathVariable String slug) {
        return send(content.live(slug).orElseThrow(NotFound::new));
    }

    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}.pdf")
    ResponseEntity<byte[]> version(@PathVariable String slug, @PathVariable int n) {
        return send(content.version(slug, n).orElseThrow(NotFound::new));
    }

    @GetMapping("/other-ways.pdf")
    ResponseEntity<byte[]> form() {
        return live(FORM);
    }

    private ResponseEntity<byte[]> send(ContentView item) {
        var paper = print.of(item);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .eTag(paper.tag())
                .header("Cache-Control", PublicPage.CACHE)
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(paper.fileName())
                                .build()
                                .toString())
                .body(paper.pdf());
    }
}
