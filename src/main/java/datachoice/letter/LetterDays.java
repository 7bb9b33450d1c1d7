package datachoice.letter;

import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says when the folder of a day holds all letters of that day, so that whoever prints them misses none: by a file {@value
 * PdfLetters#COMPLETE} in it, which counts them. It comes when the day is over and no letter of it waits, on whichever node,
 * and nothing is put into that folder afterwards. A day without letters has no folder.
 */
@Component
class LetterDays {
    private static final Logger LOG = LoggerFactory.getLogger(LetterDays.class);

    private final Outbox outbox;
    private final Path folder;

    LetterDays(Outbox outbox, PortalSettings settings) {
        this.outbox = outbox;
        this.folder = settings.home().resolve("letters");
    }

    /** Marks each day that is complete and has not been marked. What is wrong with one day keeps no other from being marked. */
    void mark() {
        if (!Files.isDirectory(folder)) {
            return; // nothing has been printed yet, or never is: the demo
        }
        var last = outbox.lastDayThatIsOver();
        days().stream()
                .filter(day -> !day.isAfter(last))
                .filter(day -> !Files.exists(folder(day).resolve(PdfLetters.COMPLETE)))
                .forEach(this::markOrLog);
    }

    /** It is tried again the next time. */
    private void markOrLog(LocalDate day) {
        try {
            if (!outbox.letterWaits(day)) {
                mark(folder(day), outbox.lettersGivenUp(day));
            }
        } catch (IOException | UncheckedIOException | DataAccessException e) {
            LOG.error("Cannot say that the letters of {} are complete: {}", day, e.toString());
        }
    }

    private Path folder(LocalDate day) {
        return folder.resolve(day.toString());
    }

    private List<LocalDate> days() {
        try (var names = Files.list(folder)) {
            return names.map(name -> day(name.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LocalDate> day(String name) {
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // put there by somebody else
        }
    }

    /** A letter that somebody put there while it was counted is not missing from the count. */
    private void mark(Path day, int givenUp) throws IOException {
        List<String> written;
        var found = count(day, givenUp);
        do {
            written = found;
            write(day, written);
            found = count(day, givenUp);
        } while (!found.equals(written));
    }

    private static List<String> count(Path day, int givenUp) throws IOException {
        var counts = new TreeMap<String, Long>();
        try (var files = Files.walk(day, 2)) {
            files.filter(file -> file.toString().endsWith(".pdf"))
                    .forEach(file -> counts.merge(file.getParent().getFileName().toString(), 1L, Long::sum));
        }
        var lines = new ArrayList<String>();
        lines.add("letters " + counts.values().stream().mapToLong(n -> n).sum());
        counts.forEach((format, n) -> lines.add(format + " " + n));
        if (givenUp > 0) {
            lines.add("given up " + givenUp);
        }
        return lines;
    }

    /** All at once: a half-written mark would say something wrong. */
    void write(Path day, List<String> lines) throws IOException {
        var draft = day.resolve(PdfLetters.COMPLETE + ".new");
        Files.write(draft, lines);
        Files.move(
                draft,
                day.resolve(PdfLetters.COMPLETE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
