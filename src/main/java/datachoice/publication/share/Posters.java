package datachoice.publication.share;

import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.core.Unbroken;
import datachoice.practice.PracticeView;
import datachoice.publication.ContentView;
import datachoice.publication.MadeOnce;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import datachoice.publication.PdfRenderer;
import datachoice.publication.Recent;
import datachoice.publication.paper.KeptFiles;
import datachoice.publication.paper.PaperFolder;
import java.util.Locale;
import java.util.Objects;
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
    private final KeptFiles kept;
    private final Recent<Page, Poster> ready = new Recent<>(20);
    private final MadeOnce<Page, byte[]> inTheMaking = new MadeOnce<>(PdfRenderer.LONGEST_FOR_KEPT);

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
        kept = folder.below("posters", KeptFiles.Kind.PDF);
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

    /** What is to stand on a poster, before anybody has printed it. */
    record Page(Size size, String xhtml) {
        /** @return in quotes; the same for the same poster on every node */
        String tag() {
            return "\"" + fingerprint() + "\"";
        }

        private String fingerprint() {
            return PdfRenderer.tag(xhtml);
        }

        private String name() {
            return "health-data-choice-poster-" + size.name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param practice null for a poster in nobody's name */
    Page page(ContentView live, Size size, @Nullable PracticeView practice) {
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
        return new Page(size, templates.process("share/poster-pdf", model));
    }

    /** @throws datachoice.publication.PrinterBusy if nobody has made it yet, and its turn does not come in good time */
    Poster print(Page page) {
        return Objects.requireNonNull(ready.get(page, missing -> {
            var file = missing.name() + "." + missing.fingerprint() + ".pdf";
            var pdf = kept.find(file)
                    .orElseGet(
                            () -> inTheMaking.get(missing, () -> kept.find(file).orElseGet(() -> {
                                var made = renderer.renderToKeep(missing.xhtml());
                                kept.keep(file, made);
                                return made;
                            })));
            return new Poster(pdf, missing.tag(), missing.name() + ".pdf");
        }));
    }
}
