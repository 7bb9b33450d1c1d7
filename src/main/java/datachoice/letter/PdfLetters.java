package datachoice.letter;

import datachoice.core.UkTime;
import datachoice.publication.PdfRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Letters as PDFs in a folder, one file each, from where the operator prints them: by day, and by the format that the
 * person asked for. The folder of a day is complete soon after its end, when the confirmations of its choices are printed.
 * The address stands where a window envelope shows it.
 */
class PdfLetters implements MessageSender {
    private final Path folder;
    private final SpringTemplateEngine templates;
    private final PdfRenderer renderer;

    PdfLetters(Path folder, SpringTemplateEngine templates, PdfRenderer renderer) {
        this.folder = folder;
        this.templates = templates;
        this.renderer = renderer;
    }

    @Override
    public MessageChannel channel() {
        return MessageChannel.POST;
    }

    /** The same message makes the same file again, so that nobody gets two letters after a crash. */
    @Override
    public void send(Message message) throws IOException {
        var day = UkTime.dateOf(message.createdAt());
        var batch = Files.createDirectories(
                folder.resolve(day.toString()).resolve(message.format().toLowerCase(Locale.ROOT)));
        var letter = batch.resolve(message.id() + ".pdf");
        var draft = batch.resolve(message.id() + ".new");
        Files.write(draft, print(message));
        Files.move(draft, letter, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    byte[] print(Message message) {
        var words = Map.<String, Object>of(
                "letter", MessageView.of(message, "", null), "date", UkTime.date(message.createdAt()));
        return renderer.render(templates.process("letter/letter-pdf", new Context(Locale.UK, words)));
    }
}
