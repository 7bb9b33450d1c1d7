package datachoice.publication;

import datachoice.core.NotFound;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Every version as a file: the leaflet to print in several forms or as plain text, the paper form to fill in. */
@Controller
class PrintController {
    private static final String FORM = PublishedContent.PAPER_FORM;

    private final PublishedContent content;
    private final Print print;
    private final PlainLeaflet plain;

    PrintController(PublishedContent content, Print print, PlainLeaflet plain) {
        this.content = content;
        this.print = print;
        this.plain = plain;
    }

    @GetMapping("/leaflets/{slug}.pdf")
    ResponseEntity<byte[]> live(@PathVariable String slug) {
        return send(item(slug), PaperFormat.A4);
    }

    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}.pdf")
    ResponseEntity<byte[]> version(@PathVariable String slug, @PathVariable int n) {
        return send(item(slug, n), PaperFormat.A4);
    }

    @GetMapping("/leaflets/{slug}/{format:a5|large|fold}.pdf")
    ResponseEntity<byte[]> liveAs(@PathVariable String slug, @PathVariable String format) {
        return send(item(slug), format(format));
    }

    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}/{format:a5|large|fold}.pdf")
    ResponseEntity<byte[]> versionAs(@PathVariable String slug, @PathVariable int n, @PathVariable String format) {
        return send(item(slug, n), format(format));
    }

    @GetMapping("/leaflets/{slug}/text.txt")
    ResponseEntity<String> liveText(@PathVariable String slug) {
        return text(item(slug));
    }

    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}/text.txt")
    ResponseEntity<String> versionText(@PathVariable String slug, @PathVariable int n) {
        return text(item(slug, n));
    }

    @GetMapping("/other-ways.pdf")
    ResponseEntity<byte[]> form() {
        return live(FORM);
    }

    private ContentView item(String slug) {
        return content.live(slug).orElseThrow(NotFound::new);
    }

    private ContentView item(String slug, int n) {
        return content.version(slug, n).orElseThrow(NotFound::new);
    }

    private static PaperFormat format(String name) {
        return PaperFormat.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private ResponseEntity<String> text(ContentView item) {
        if (item.kind() != ItemKind.LEAFLET) {
            throw new NotFound();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("Cache-Control", PublicPage.CACHE)
                .header("Content-Language", item.language())
                .body(plain.of(item));
    }

    private ResponseEntity<byte[]> send(ContentView item, PaperFormat format) {
        if (!format.suits(item)) {
            throw new NotFound();
        }
        var paper = print.of(item, format);
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
