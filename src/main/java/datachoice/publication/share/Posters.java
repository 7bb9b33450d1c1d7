package datachoice.publication.share;

import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.core.Unbroken;
import datachoice.practice.PracticeView;
import datachoice.publication.ContentView;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import datachoice.publication.PdfRenderer;
import datachoice.publication.Recent;
import datachoice.publication.paper.PaperFolder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Posters about the choice, in a practice's name or in nobody's. What was made is kept, in memory and on the disk. */
@Component
class Posters {
    private final ITemplateEngine templates;
    private final PdfRenderer renderer;
    private final OperatorLookup operators;
    private final PortalSettings settings;
    private final PaperFolder folder;
    private final Recent<Page, Poster> ready = new Recent<>(20);

    Posters(
            ITemplateEngine templates,
            PdfRenderer renderer,
            OperatorLookup operators,
            PortalSettings settings,
            PaperFolder folder) {
        this.templates = templates;
        this.renderer = renderer;
        this.operators = operators;
        this.settings = settings;
        this.folder = folder;
    }

    enum Size {
        A4,
        A3;

        static Size of(String inAddress) {
            return valueOf(inAddress.toUpperCase(Locale.ROOT));
        }
    }

    /** @param tag the same for the same poster on every node */
    record Poster(byte[] pdf, String tag, String fileName) {
        /** Shown by the browser, and named for whoever keeps it. */
        ResponseEntity.BodyBuilder answer() {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .eTag(tag)
                    .header(
                            "Content-Disposition",
                            ContentDisposition.inline()
                                    .filename(fileName)
                                    .build()
                                    .toString());
        }
    }

    private record Page(Size size, String xhtml) {}

    /** @param practice null for a poster in nobody's name */
    Poster of(ContentView live, Size size, @Nullable PracticeView practice) {
        var site = settings.link("/");
        var model = new Context(Locale.UK);
        model.setVariable("item", live);
        model.setVariable("date", UkTime.date(live.publishedOn()));
        model.setVariable("size", size.name());
        model.setVariable("site", site);
        model.setVariable("archive", settings.link("/archive"));
        model.setVariable("code", QrCode.of(site));
        model.setVariable("demo", settings.demo());
        model.setVariable("name", practice == null ? null : practice.name());
        model.setVariable(
                "phone",
                Unbroken.text(
                        practice == null
                                ? operators.operator().map(OperatorView::phone).orElse("")
                                : practice.phone()));
        return ready.get(new Page(size, templates.process("share/poster-pdf", model)), this::print);
    }

    private Poster print(Page page) {
        var name = "health-data-choice-poster-" + page.size().name().toLowerCase(Locale.ROOT);
        var tag = PdfRenderer.tag(page.xhtml());
        var pdf = folder.find(name, tag).orElseGet(() -> {
            var made = renderer.renderForVisitor(page.xhtml());
            folder.keep(name, tag, 1, made);
            return made;
        });
        return new Poster(pdf, "\"" + tag + "\"", name + ".pdf");
    }
}
