package datachoice.publication.paper;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The folder {@code print} below the data folder: PDFs as they were made, each named by what it is of and by what stands on
 * it, so that whichever node finds one may send it. Everything in there can be made again; no backup needs it.
 */
@Component
public class PaperFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PaperFolder.class);

    /** Name, fingerprint and number of pages. */
    private static final Pattern FILE = Pattern.compile("([a-z0-9._-]{1,160})\\.([0-9a-f]{32})\\.([0-9]{1,5})p\\.pdf");

    private static final long LOOKED_AT_NANOS = 20_000_000_000L;

    /** No PDF with a font in it is as small. */
    private static final long SMALLEST = 1_000;

    private static final String BEGINS = "%PDF-";
    private static final String ENDS = "%%EOF";
    private static final int TAIL = 1_024;

    private static final Duration MARKED_AGAIN_AFTER = Duration.ofDays(1);

    private final Path folder;
    private volatile @Nullable Seen seen;

    PaperFolder(PortalSettings settings) {
        folder = settings.home().resolve("print");
    }

    /** How much it is to print and to load. */
    public record Size(int pages, long bytes) {}

    private record Seen(Map<String, Size> sizes, long at) {}

    private record Kept(Path file, String name, String tag, Size size) {}

    /** Empty if nobody has made it, or the disk does not give it back whole. Reading it marks it as wanted. */
    public Optional<byte[]> find(String name, String tag) {
        var found = whole(name, tag);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var file = found.get().file();
        try {
            var pdf = Files.readAllBytes(file);
            if (made(file).toInstant().isBefore(Instant.now().minus(MARKED_AGAIN_AFTER))) {
                mark(file);
            }
            return Optional.of(pdf);
        } catch (IOException e) {
            LOG.debug("A kept PDF could not be read", e);
            return Optional.empty();
        }
    }

    /** Marks it as still wanted; false if it is not there. */
    public boolean touch(String name, String tag) {
        var found = whole(name, tag);
        found.ifPresent(kept -> mark(kept.file()));
        return found.isPresent();
    }

    private static void mark(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("A kept PDF could not be marked", e);
        }
    }

    /** One that a disk has cut or emptied would be sent for good: it goes. */
    private Optional<Kept> whole(String name, String tag) {
        var found = all().stream()
                .filter(kept -> kept.name().equals(name) && kept.tag().equals(tag))
                .findFirst();
        try {
            if (found.isPresent() && !isWhole(found.get().file())) {
                LOG.warn("A kept PDF was cut short, so it is made again: {}", name);
                delete(found.get().file());
                return Optional.empty();
            }
            return found;
        } catch (IOException e) {
            LOG.debug("A kept PDF could not be read", e);
            return Optional.empty();
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        try (var pdf = FileChannel.open(file)) {
            return read(pdf, 0, BEGINS.length()).equals(BEGINS)
                    && read(pdf, Math.max(0, pdf.size() - TAIL), TAIL).contains(ENDS);
        }
    }

    private static String read(FileChannel file, long from, int most) throws IOException {
        var bytes = ByteBuffer.allocate(most);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    /** As far as the disk has room: whoever asked gets the bytes anyway. */
    public void keep(String name, String tag, int pages, byte[] pdf) {
        var incoming = folder.resolve(Ids.next() + ".new");
        try {
            Files.createDirectories(folder);
            write(incoming, pdf);
            Files.move(
                    incoming,
                    folder.resolve(name + "." + tag + "." + pages + "p.pdf"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            seen = null;
        } catch (IOException e) {
            LOG.warn("A PDF could not be kept in {}: it is made again each time", folder, e);
        } finally {
            delete(incoming);
        }
    }

    /** On the disk before it has its name: whoever finds it finds all of it, whatever happens to this machine. */
    private static void write(Path file, byte[] pdf) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(pdf);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** Of what was made last by each name; as it was a few seconds ago. */
    public Optional<Size> size(String name) {
        var now = seen;
        if (now == null || System.nanoTime() - now.at() > LOOKED_AT_NANOS) {
            var sizes = new HashMap<String, Size>();
            var newest = new HashMap<String, FileTime>();
            for (var kept : all()) {
                var made = made(kept.file());
                if (newest.merge(kept.name(), made, (one, other) -> one.compareTo(other) > 0 ? one : other) == made) {
                    sizes.put(kept.name(), kept.size());
                }
            }
            now = new Seen(Map.copyOf(sizes), System.nanoTime());
            seen = now;
        }
        return Optional.ofNullable(now.sizes().get(name));
    }

    /** Deletes what nobody wanted since; what cannot be deleted is tried again the next time. */
    public void sweep(Instant since) {
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            files.filter(Files::isRegularFile)
                    .filter(file -> made(file).toInstant().isBefore(since))
                    .forEach(PaperFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The folder {} could not be looked through for what nobody wants any more", folder, e);
        }
    }

    private List<Kept> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.flatMap(file -> {
                        var name = FILE.matcher(file.getFileName().toString());
                        return name.matches() && file.toFile().length() > SMALLEST
                                ? Stream.of(new Kept(
                                        file,
                                        name.group(1),
                                        name.group(2),
                                        new Size(
                                                Integer.parseInt(name.group(3)),
                                                file.toFile().length())))
                                : Stream.empty();
                    })
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The folder of kept PDFs could not be read", e);
            return List.of();
        }
    }

    private static FileTime made(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.from(Instant.now());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("A file could not be deleted", e);
        }
    }
}
