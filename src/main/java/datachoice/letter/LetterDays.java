package datachoice.letter;

import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Says when the folder of a day holds all letters of that day, so that whoever prints them misses none: by a file {@value
 * PdfLetters#COMPLETE} in it, which counts them. It comes when the day is over and no letter of it waits, on whichever node,
 * and nothing is put into that folder afterwards. A day without letters has no folder.
 */
@Component
class LetterDays {
    private final Outbox outbox;
    private final Path folder;

    LetterDays(Outbox outbox, PortalSettings settings) {
        this.outbox = outbox;
        this.folder = settings.home().resolve("letters");
    }

    /** Marks each day that is complete and has not been marked. */
    void mark() {
        if (!Files.isDirectory(folder)) {
            return; // nothing has been printed yet, or never is: the demo
        }
        var last = outbox.lastDayThatIsOver();
        for (var day : days()) {
            var name = folder.resolve(day.toString());
            if (!day.isAfter(last) && !Files.exists(name.resolve(PdfLetters.COMPLETE))) {
                if (outbox.lettersThatWait(day) == 0) {
                    mark(name, outbox.lettersGivenUp(day));
                }
            }
        }
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

    /** All at once: a half-written mark would say something wrong. */
    private static void mark(Path day, int givenUp) {
        try {
            var counts = new TreeMap<String, Long>();
            try (var files = Files.walk(day, 2)) {
                files.filter(file -> file.toString().endsWith(".pdf"))
                        .forEach(file ->
                                counts.merge(file.getParent().getFileName().toString(), 1L, Long::sum));
            }
            var lines = Stream.concat(
                            Stream.of("letters "
                                    + counts.values().stream().mapToLong(n -> n).sum()),
                            counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue()))
                    .toList();
            var draft = day.resolve(PdfLetters.COMPLETE + ".new");
            Files.write(
                    draft,
                    givenUp == 0
                            ? lines
                            : Stream.concat(lines.stream(), Stream.of("given up " + givenUp))
                                    .toList());
            Files.move(
                    draft,
                    day.resolve(PdfLetters.COMPLETE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
