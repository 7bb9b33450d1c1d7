package datachoice.publication.paper;

import datachoice.core.PortalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
 * it, so that whichever node finds one may send it. Everything in there can be made again; no backup needs it. What each
 * practice has of its own stands in folders of their own below it: public pages look through this one for how much a paper
 * is to load.
 */
@Component
public class PaperFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PaperFolder.class);

    /** Name, fingerprint and number of pages. */
    private static final Pattern FILE = Pattern.compile("([a-z0-9._-]{1,160})\\.([0-9a-f]{32})\\.([0-9]{1,5})p\\.pdf");

    private static final long LOOKED_AT_NANOS = 20_000_000_000L;

    /** No PDF with a font in it is as small. */
    private static final long SMALLEST = 1_000;

    private final Path folder;
    private final KeptFiles files;
    private volatile @Nullable Seen seen;

    PaperFolder(PortalSettings settings) {
        folder = settings.home().resolve("print");
        files = new KeptFiles(folder, KeptFiles.Kind.PDF);
    }

    /** How much it is to print and to load. */
    public record Size(int pages, long bytes) {}

    private record Seen(Map<String, Size> sizes, long at) {}

    private record Kept(Path file, String name, String tag, Size size) {
        String fileName() {
            return file.getFileName().toString();
        }
    }

    /** A folder below this one, swept with it. */
    public KeptFiles below(String name, KeptFiles.Kind kind) {
        return new KeptFiles(folder.resolve(name), kind);
    }

    /** Empty if nobody has made it, or the disk does not give it back whole. Reading it marks it as wanted. */
    public Optional<byte[]> find(String name, String tag) {
        return kept(name, tag).flatMap(kept -> files.find(kept.fileName()));
    }

    /** Marks it as still wanted; false if it is not there. */
    public boolean touch(String name, String tag) {
        return kept(name, tag).filter(kept -> files.touch(kept.fileName())).isPresent();
    }

    private Optional<Kept> kept(String name, String tag) {
        return all().stream()
                .filter(kept -> kept.name().equals(name) && kept.tag().equals(tag))
                .findFirst();
    }

    /** As far as the disk has room: whoever asked gets the bytes anyway. */
    public void keep(String name, String tag, int pages, byte[] pdf) {
        if (files.keep(name + "." + tag + "." + pages + "p.pdf", pdf)) {
            seen = null;
        }
    }

    /** Of what was made last by each name; as it was a few seconds ago. */
    public Optional<Size> size(String name) {
        var now = seen;
        if (now == null || System.nanoTime() - now.at() > LOOKED_AT_NANOS) {
            var sizes = new HashMap<String, Size>();
            var newest = new HashMap<String, FileTime>();
            for (var kept : all()) {
                var made = KeptFiles.made(kept.file());
                if (newest.merge(kept.name(), made, (one, other) -> one.compareTo(other) > 0 ? one : other) == made) {
                    sizes.put(kept.name(), kept.size());
                }
            }
            now = new Seen(Map.copyOf(sizes), System.nanoTime());
            seen = now;
        }
        return Optional.ofNullable(now.sizes().get(name));
    }

    /** Deletes what nobody wanted since, here and below; what cannot be deleted is tried again the next time. */
    public void sweep(Instant since) {
        sweep(folder, since);
    }

    /** Other nodes rename and delete in there meanwhile: what is gone when it is looked at ends nothing. */
    private static void sweep(Path folder, Instant since) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var found = Files.list(folder)) {
            found.forEach(file -> {
                if (Files.isRegularFile(file)
                        && KeptFiles.made(file).toInstant().isBefore(since)) {
                    KeptFiles.delete(file);
                } else {
                    sweep(file, since);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The folder {} could not be looked through for what nobody wants any more", folder, e);
        }
    }

    private List<Kept> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            return found.flatMap(file -> {
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
}
