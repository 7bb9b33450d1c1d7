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
 * Letters as PDFs in a folder, one file each, from where the operator prints them: by the day on which they were written, and
 * by the format that the person asked for. Once {@link LetterDays} has marked a day as complete, nothing is put there any
 * more: a letter that comes to light later goes to the next day that is open. The address stands where a window envelope shows it.
 */
class PdfLetters implements MessageSender {
    /** Marks the folder of a day. */
    static final String COMPLETE = "complete";

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
        var pdf = print(message);
        var day = UkTime.dateOf(message.createdAt());
        while (!put(pdf, message, folder.resolve(day.toString()))) {
            day = day.plusDays(1);
        }
    }

    /** False if that day is complete, or was found to be while this was at work. */
    private static boolean put(byte[] pdf, Message message, Path day) throws IOException {
        var complete = day.resolve(COMPLETE);
        if (Files.exists(complete)) {
            return false;
        }
        var batch = Files.createDirectories(day.resolve(message.format().toLowerCase(Locale.ROOT)));
        var letter = batch.resolve(message.id() + ".pdf");
        var draft = batch.resolve(message.id() + ".new");
        try {
            Files.write(draft, pdf);
            Files.move(draft, letter, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft); // a disk may be full halfway through a letter
        }
        if (Files.exists(complete)) {
            Files.delete(letter);
            return false;
        }
        return true;
    }

    byte[] print(Message message) {
        var words = Map.<String, Object>of(
                "letter", MessageView.of(message, "", null), "date", UkTime.date(message.createdAt()));
        return renderer.render(templates.process("letter/letter-pdf", new Context(Locale.UK, words)));
    }
}
