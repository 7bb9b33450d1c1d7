package datachoice.publication.paper;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
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

    private final Path folder;
    private volatile @Nullable Seen seen;

    PaperFolder(PortalSettings settings) {
        folder = settings.home().resolve("print");
    }

    /** How much it is to print and to load. */
    public record Size(int pages, long bytes) {}

    private record Seen(Map<String, Size> sizes, long at) {}

    private record Kept(Path file, String name, String tag, Size size) {}

    /** Empty if nobody has made it, or the disk does not give it back. */
    public Optional<byte[]> find(String name, String tag) {
        try {
            var found = all().stream()
                    .filter(kept -> kept.name().equals(name) && kept.tag().equals(tag))
                    .findFirst();
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.readAllBytes(found.get().file()));
        } catch (IOException e) {
            LOG.debug("A kept PDF could not be read", e);
            return Optional.empty();
        }
    }

    /** Marks it as still wanted; false if it is not there. */
    public boolean touch(String name, String tag) {
        var found = all().stream()
                .filter(kept -> kept.name().equals(name) && kept.tag().equals(tag))
                .findFirst();
        try {
            if (found.isPresent()) {
                Files.setLastModifiedTime(found.get().file(), FileTime.from(Instant.now()));
            }
        } catch (IOException e) {
            LOG.debug("A kept PDF could not be marked", e);
        }
        return found.isPresent();
    }

    /** As far as the disk has room: whoever asked gets the bytes anyway. */
    public void keep(String name, String tag, int pages, byte[] pdf) {
        var incoming = folder.resolve(Ids.next() + ".new");
        try {
            Files.createDirectories(folder);
            Files.write(incoming, pdf);
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

    /** Deletes what nobody wanted since. */
    public void sweep(Instant since) {
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            files.filter(Files::isRegularFile)
                    .filter(file -> made(file).toInstant().isBefore(since))
                    .forEach(PaperFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Kept> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.flatMap(file -> {
                        var name = FILE.matcher(file.getFileName().toString());
                        return name.matches()
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
