package datachoice.choice.history;

import datachoice.choice.page.Dates;
import datachoice.choice.question.Explanation;
import datachoice.publication.PdfRenderer;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The receipt as a sheet of paper: what the page says, without its links. */
@Component
class ReceiptPdf {
    private final SpringTemplateEngine templates;
    private final Explanation explanation;
    private final PdfRenderer renderer;
    private final Dates dates;

    ReceiptPdf(SpringTemplateEngine templates, Explanation explanation, PdfRenderer renderer, Dates dates) {
        this.dates = dates;
        this.templates = templates;
        this.explanation = explanation;
        this.renderer = renderer;
    }

    /** @throws datachoice.publication.PrinterBusy if too many PDFs are asked for at once */
    byte[] of(ReceiptView receipt) {
        var first = receipt.first();
        var words = Map.<String, Object>of(
                "receipt",
                receipt,
                "dates",
                dates,
                "shownTitle",
                explanation.titleOf(first.shownItem(), first.shownVersion()));
        return renderer.renderForVisitor(templates.process("choice/receipt-pdf", new Context(Locale.UK, words)));
    }
}
