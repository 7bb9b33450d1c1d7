package datachoice.publication.media;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import datachoice.core.Sha256;
import datachoice.publication.media.FileScanner.NotScanned;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The folder {@code media} below the data folder: one file for each id, its name made here, its bytes checked before
 * they get it. On several nodes it is one shared folder.
 */
@Component
public class MediaStore {
    private static final Logger LOG = LoggerFactory.getLogger(MediaStore.class);

    /** What a file is called until it is known to be good. */
    private static final String INCOMING = ".incoming";

    /** Where files wait that no row knows, before they are deleted. */
    private static final String STRAYS = "strays";

    /** So many files without a row are no reason to doubt the database. */
    private static final int FEW = 10;

    private final Path folder;
    private final FileScanner scanner;

    MediaStore(PortalSettings settings, FileScanner scanner) {
        folder = settings.home().resolve("media");
        this.scanner = scanner;
    }

    /** A file that is kept and safe on disk. */
    public record Kept(UUID id, String type, long size, byte[] sha256, String originalName) {}

    /**
     * Checks a file that somebody sent and keeps it. Of one that is refused nothing is left.
     *
     * @throws FileRefused if it is not what it should be, or would do harm, or if nobody can tell
     */
    public Kept keep(FileKind kind, String sentName, Arriving file) {
        return keep(kind, sentName, file, scanner);
    }

    /** As above, a file that came with the software, which is read up to the cap: no scanner needs to be there for the portal's first start. */
    public Kept keepOurs(FileKind kind, String name, InputStream bytes) {
        return keep(kind, name, place -> write(place, kind, bytes), ours -> Optional.empty());
    }

    private Kept keep(FileKind kind, String sentName, Arriving file, FileScanner scanner) {
        var name = FileName.of(sentName);
        var type = kind.typeFor(name);
        var id = Ids.next();
        try {
            Files.createDirectories(folder);
            var incoming = folder.resolve(id + INCOMING);
            try {
                file.moveTo(incoming);
                checkSize(incoming, kind);
                refuseHarm(incoming, kind, scanner);
                var sha256 = checkAndHash(incoming, kind, type);
                if (kind == FileKind.CAPTIONS) {
                    refuseHarm(incoming, kind, scanner); // they were written anew
                }
                var size = Files.size(incoming);
                Files.move(incoming, path(id), StandardCopyOption.ATOMIC_MOVE);
                syncFolder();
                return new Kept(id, type, size, sha256, name.value());
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException e) {
            LOG.error("A file could not be kept in {}", folder, e);
            throw new FileRefused(kind, FileRefused.Why.FAULT);
        }
    }

    private static void checkSize(Path incoming, FileKind kind) throws IOException {
        long size = Files.size(incoming);
        if (size == 0) {
            throw new FileRefused(kind, FileRefused.Why.EMPTY);
        }
        if (size > kind.largest()) {
            throw new FileRefused(kind, FileRefused.Why.TOO_LARGE);
        }
    }

    private static void refuseHarm(Path incoming, FileKind kind, FileScanner scanner) throws IOException {
        try {
            var harm = scanner.scan(incoming);
            if (harm.isPresent()) {
                LOG.warn("A file was refused because the scanner found {} in it", harm.get());
                throw new FileRefused(kind, FileRefused.Why.HARMFUL);
            }
        } catch (NotScanned e) {
            LOG.error("A file was refused because the scanner could not check it. {}", e.getMessage());
            throw new FileRefused(kind, FileRefused.Why.UNCHECKED);
        }
    }

    /** Empty for an id that has no file. */
    public Optional<Resource> find(UUID id) {
        var path = path(id);
        return Files.isRegularFile(path) ? Optional.of(new FileSystemResource(path)) : Optional.empty();
    }

    /** How long that film lasts, in milliseconds; empty for one that does not say, or is gone. */
    public OptionalLong length(UUID film) throws IOException {
        try (var channel = FileChannel.open(path(film))) {
            return Mp4.check(channel);
        } catch (NoSuchFileException | FileRefused e) {
            return OptionalLong.empty();
        }
    }

    public void forget(UUID id) {
        delete(path(id));
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A file that nothing uses any more could not be deleted from {}", folder, e);
        }
    }

    /**
     * Puts aside files that no row knows: a node died between keeping one and writing that down, or while it was still
     * checking it. Or the database is an earlier one than the folder, so they are deleted only much later. Where more files
     * have no row than have one, it is another one, and nothing is touched.
     *
     * @param known says which of those ids have a row
     * @param asideSince what was put aside before that is deleted
     */
    public void sweep(Instant untouchedSince, Instant asideSince, UnaryOperator<Set<UUID>> known) {
        var ids = new HashSet<UUID>();
        for (var file : untouchedSince(folder, untouchedSince)) {
            var name = file.getFileName().toString();
            Ids.parse(name).ifPresent(ids::add);
            if (name.endsWith(INCOMING)
                    && Ids.parse(name.substring(0, name.length() - INCOMING.length()))
                            .isPresent()) {
                delete(file);
            }
        }
        var kept = known.apply(ids);
        var strays = ids.stream().filter(id -> !kept.contains(id)).toList();
        if (strays.size() > kept.size() && (kept.isEmpty() || strays.size() > FEW)) {
            LOG.error(
                    "Of the files in {} only {} are known to the database and {} are not. Is it the right one? None was put aside",
                    folder,
                    kept.size(),
                    strays.size());
            return;
        }
        strays.forEach(this::putAside);
        untouchedSince(folder.resolve(STRAYS), asideSince).forEach(this::delete);
    }

    private void putAside(UUID id) {
        var aside = folder.resolve(STRAYS).resolve(id.toString());
        try {
            Files.createDirectories(aside.getParent());
            Files.setLastModifiedTime(path(id), FileTime.from(Instant.now()));
            Files.move(path(id), aside, StandardCopyOption.ATOMIC_MOVE);
            LOG.warn("No row of the database knows {}: it was put aside in {}", id, aside.getParent());
        } catch (IOException e) {
            LOG.warn("A file that no row knows could not be put aside in {}", aside.getParent(), e);
        }
    }

    private static List<Path> untouchedSince(Path folder, Instant moment) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isOlder(file, moment))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not that one of which a folder on another machine does not say how old it is. */
    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path incoming, FileKind kind, InputStream bytes) throws IOException {
        try (var out = Files.newOutputStream(incoming, StandardOpenOption.CREATE_NEW)) {
            var buffer = new byte[64 * 1024];
            long size = 0;
            for (int read; (read = bytes.read(buffer)) >= 0; ) {
                size += read;
                if (size > kind.largest()) {
                    throw new FileRefused(kind, FileRefused.Why.TOO_LARGE);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static byte[] checkAndHash(Path incoming, FileKind kind, String type) throws IOException {
        switch (kind) {
            case POSTER -> Picture.check(Files.readAllBytes(incoming), type);
            case CAPTIONS ->
                Files.write(
                        incoming, Captions.read(Files.readAllBytes(incoming)).write());
            case VIDEO -> {
                try (var channel = FileChannel.open(incoming)) {
                    Mp4.check(channel);
                }
            }
            case AUDIO -> {
                try (var channel = FileChannel.open(incoming)) {
                    Mp3.check(channel);
                }
            }
        }
        try (var channel = FileChannel.open(incoming, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.force(true);
            return sha256(channel);
        }
    }

    private static byte[] sha256(FileChannel channel) throws IOException {
        var digest = Sha256.begin();
        var buffer = ByteBuffer.allocate(64 * 1024);
        while (channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        return digest.digest();
    }

    private void syncFolder() {
        try (var channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("This system does not sync folders", e);
        }
    }

    private Path path(UUID id) {
        return folder.resolve(id.toString());
    }
}
