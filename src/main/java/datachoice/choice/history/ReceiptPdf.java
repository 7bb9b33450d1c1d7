package datachoice.choice.history;

import datachoice.choice.page.Dates;
import datachoice.choice.question.Explanation;
import datachoice.core.PortalSettings;
import datachoice.publication.OperatorLookup;
import datachoice.publication.PdfRenderer;
import java.time.Clock;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The receipt as a sheet of paper: what the page says, with addresses in place of links. */
@Component
class ReceiptPdf {
    private final SpringTemplateEngine templates;
    private final Explanation explanation;
    private final PdfRenderer renderer;
    private final Dates dates;
    private final OperatorLookup operators;
    private final PortalSettings settings;
    private final Clock clock;

    ReceiptPdf(
            SpringTemplateEngine templates,
            Explanation explanation,
            PdfRenderer renderer,
            Dates dates,
            OperatorLookup operators,
            PortalSettings settings,
            Clock clock) {
        this.templates = templates;
        this.explanation = explanation;
        this.renderer = renderer;
        this.dates = dates;
        this.operators = operators;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws datachoice.publication.PrinterBusy if too many PDFs are asked for at once */
    byte[] of(ReceiptPage page) {
        var first = page.receipt().first();
        var words = new Context(LocaleContextHolder.getLocale());
        words.setVariable("page", page);
        words.setVariable("receipt", page.receipt());
        words.setVariable("dates", dates);
        words.setVariable("printed", clock.instant());
        words.setVariable("shownTitle", explanation.titleOf(first.shown()));
        words.setVariable("operator", operators.operator().orElse(null));
        words.setVariable("portal", settings.link(""));
        return renderer.renderForVisitor(templates.process("choice/receipt-pdf", words));
    }
}
