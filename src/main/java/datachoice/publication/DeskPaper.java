package datachoice.publication;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** What of the explanation lies on a practice's desk: always as it is live. */
@Component
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
public class DeskPaper {
    private final PublishedContent content;
    private final Forms forms;
    private final Print print;

    DeskPaper(PublishedContent content, Forms forms, Print print) {
        this.content = content;
        this.forms = forms;
        this.print = print;
    }

    /**
     * A PDF that is known before anybody has made it.
     *
     * @param tag in quotes; the same for the same pages on every node
     * @param pdf throws {@link PrinterBusy} if nobody has made it yet, and its turn does not come in good time
     */
    public record Sheet(String tag, Supplier<byte[]> pdf) {}

    /** In which forms it can be had: the English text first, then its editions. */
    public List<FormsView> forms() {
        return forms.ofTheExplanation();
    }

    public Sheet leaflet() {
        return sheet(content.explanation(), PaperFormat.A4);
    }

    /** Empty for a text without the parts that such a sheet is made of. */
    public Optional<Sheet> toFold() {
        return Optional.of(content.explanation())
                .filter(PaperFormat.FOLD::suits)
                .map(item -> sheet(item, PaperFormat.FOLD));
    }

    private Sheet sheet(ContentView item, PaperFormat format) {
        return new Sheet(print.tag(item, format), () -> print.of(item, format).pdf());
    }
}
