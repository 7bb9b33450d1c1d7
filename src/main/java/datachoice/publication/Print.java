package datachoice.publication;

import datachoice.core.PortalSettings;
import datachoice.core.Sha256;
import datachoice.publication.paper.TickBoxes;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Versions on paper. What was made is kept, because a version never changes. */
@Component
class Print {
    /** Pictures of the leaflet, by the section that they stand above. */
    private static final Map<String, String> ART = Map.of(
            "in-short", "choice",
            "own-care", "patient",
            "journey", "journey",
            "how-to-choose", "letter");

    private final ITemplateEngine templates;
    private final PdfRenderer renderer;
    private final OperatorLookup operators;
    private final PublishedContent content;
    private final PublishedCorrections corrections;
    private final PortalSettings settings;
    private final Recent<Page, Paper> ready = new Recent<>(30);

    Print(
            ITemplateEngine templates,
            PdfRenderer renderer,
            OperatorLookup operators,
            PublishedContent content,
            PublishedCorrections corrections,
            PortalSettings settings) {
        this.templates = templates;
        this.renderer = renderer;
        this.operators = operators;
        this.content = content;
        this.corrections = corrections;
        this.settings = settings;
    }

    private record Page(String slug, int n, String xhtml) {}

    /**
     * A PDF.
     *
     * @param tag the same for the same page on every node
     */
    record Paper(byte[] pdf, String tag, String fileName) {}

    Paper of(ContentView item) {
        var note = content.versions(item.slug()).stream()
                .filter(version -> version.n() == item.n())
                .findFirst()
                .orElseThrow();
        var model = new Context(item.locale());
        model.setVariable("item", item);
        model.setVariable("note", note);
        model.setVariable(
                "corrections",
                corrections.of(item.slug()).stream()
                        .filter(correction -> correction.touches(item.n()))
                        .toList());
        model.setVariable("art", ART);
        model.setVariable("boxes", new TickBoxes());
        model.setVariable("operator", operators.operator().orElse(null));
        model.setVariable("site", settings.link("/"));
        var template = item.kind() == ItemKind.FORM ? "publication/form-pdf" : "publication/leaflet-pdf";
        var xhtml = templates.process(template, model).replace("href=\"/", "href=\"" + settings.link("/"));
        return ready.get(new Page(item.slug(), item.n(), xhtml), this::print);
    }

    private Paper print(Page page) {
        return new Paper(
                renderer.renderForVisitor(page.xhtml()),
                tag(page.xhtml()),
                page.slug() + "-version-" + page.n() + ".pdf");
    }

    private static String tag(String xhtml) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(xhtml), 0, 16) + "\"";
    }
}
