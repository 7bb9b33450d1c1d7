package datachoice.publication;

import datachoice.core.PortalSettings;
import datachoice.publication.paper.Cards;
import datachoice.publication.paper.Fold;
import datachoice.publication.paper.PaperFolder;
import datachoice.publication.paper.TickBoxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Versions on paper. A PDF is known by all that stands on it: as long as that is the same, it is the one that was made
 * first, in memory or in the data folder, whichever node made it. If several people ask for one that nobody has made yet, it
 * is made once and they wait together.
 */
@Component
class Print {
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");

    private final ITemplateEngine templates;
    private final PdfRenderer renderer;
    private final OperatorLookup operators;
    private final PublishedContent content;
    private final PublishedCorrections corrections;
    private final PortalSettings settings;
    private final PaperLinks links;
    private final OurPictures pictures;
    private final PaperFolder folder;
    private final Recent<Sheet, Paper> ready = new Recent<>(30);
    private final MadeOnce<Sheet, byte[]> inTheMaking = new MadeOnce<>(PdfRenderer.LONGEST_FOR_VISITOR);

    Print(
            ITemplateEngine templates,
            PdfRenderer renderer,
            OperatorLookup operators,
            PublishedContent content,
            PublishedCorrections corrections,
            PortalSettings settings,
            PaperLinks links,
            OurPictures pictures,
            PaperFolder folder) {
        this.templates = templates;
        this.renderer = renderer;
        this.operators = operators;
        this.content = content;
        this.corrections = corrections;
        this.settings = settings;
        this.links = links;
        this.pictures = pictures;
        this.folder = folder;
    }

    /** What a PDF is made of. */
    private record Sheet(String name, PaperFormat format, String xhtml) {
        String tag() {
            return PdfRenderer.tag(xhtml);
        }

        String quotedTag() {
            return "\"" + tag() + "\"";
        }
    }

    /**
     * A PDF.
     *
     * @param tag the same for the same page on every node
     */
    record Paper(byte[] pdf, String tag, String fileName) {}

    /** @throws PrinterBusy if nobody has made it yet, and its turn does not come in good time */
    Paper of(ContentView item, PaperFormat format) {
        var sheet = sheet(item, format);
        return Objects.requireNonNull(ready.get(
                sheet,
                missing -> new Paper(
                        found(missing, renderer::renderForVisitor), missing.quotedTag(), missing.name() + ".pdf")));
    }

    /** What {@link #of} would be known by; makes nothing. */
    String tag(ContentView item, PaperFormat format) {
        return sheet(item, format).quotedTag();
    }

    /** Makes it if nobody has, and marks it as still wanted. */
    void ahead(ContentView item, PaperFormat format) {
        var sheet = sheet(item, format);
        if (!folder.touch(sheet.name(), sheet.tag())) {
            found(sheet, renderer::render);
        }
    }

    private byte[] found(Sheet sheet, Maker make) {
        return folder.find(sheet.name(), sheet.tag())
                .orElseGet(() -> inTheMaking.get(
                        sheet, () -> folder.find(sheet.name(), sheet.tag()).orElseGet(() -> make(sheet, make))));
    }

    @FunctionalInterface
    private interface Maker {
        byte[] pdf(PdfRenderer.Turn turn);
    }

    private byte[] make(Sheet sheet, Maker make) {
        var pdf =
                make.pdf(pages -> sheet.format() == PaperFormat.FOLD ? Fold.fit(sheet.xhtml(), pages) : sheet.xhtml());
        folder.keep(sheet.name(), sheet.tag(), pagesOf(pdf), pdf);
        return pdf;
    }

    private static int pagesOf(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not live yet, on one sheet after another; not kept, because it changes. */
    byte[] draft(ContentView item) {
        var note = new VersionNote(
                item.n(), item.title(), "", item.liveFrom(), VersionNote.By.TWO_PEOPLE, null, null, null);
        return renderer.renderForVisitor(
                sheet(item, PaperFormat.A4, note, List.of()).xhtml());
    }

    private Sheet sheet(ContentView item, PaperFormat format) {
        var note = content.versions(item.slug()).stream()
                .filter(version -> version.n() == item.n())
                .findFirst()
                .orElseThrow();
        return sheet(item, format, note, corrections.touching(item));
    }

    private Sheet sheet(ContentView item, PaperFormat format, VersionNote note, List<CorrectionView> corrections) {
        var source = item.editionOf();
        var model = new Context(item.locale());
        model.setVariable("item", item);
        model.setVariable("format", format);
        model.setVariable("note", note);
        model.setVariable(
                "newest",
                source == null
                        ? item.n()
                        : content.versions(source.slug()).get(0).n());
        var newestAt = links.newest(item).orElse(null);
        model.setVariable("newestAt", newestAt);
        model.setVariable(
                "wholeAt", note.isLive() && newestAt != null ? newestAt : links.inFull(item.permanentAddress(), item));
        model.setVariable("corrections", corrections);
        model.setVariable("art", pictures);
        model.setVariable("cards", new Cards());
        model.setVariable("boxes", new TickBoxes());
        model.setVariable("operator", operators.operator().orElse(null));
        model.setVariable("site", settings.link("/"));
        var template = format == PaperFormat.FOLD
                ? "publication/fold-pdf"
                : item.kind() == ItemKind.FORM ? "publication/form-pdf" : "publication/leaflet-pdf";
        return new Sheet(format.name(item), format, linked(templates.process(template, model), item));
    }

    /** With addresses that can be followed from paper, to pages in the language of the text. */
    private String linked(String xhtml, ContentView item) {
        return LINK.matcher(xhtml)
                .replaceAll(link -> Matcher.quoteReplacement("href=\""
                        + HtmlUtils.htmlEscape(links.inFull(HtmlUtils.htmlUnescape(link.group(1)), item), "UTF-8")
                        + "\""));
    }
}
