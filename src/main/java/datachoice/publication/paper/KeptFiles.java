package datachoice.publication.paper;

import datachoice.core.Ids;
import java.io.IOException;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of one kind in a folder that all nodes share, each written once, under a name that says all that is in it. What is
 * there can be made again, so nothing in here fails for those who ask: a file that cannot be read is not there.
 */
public final class KeptFiles {
    /** By what a whole file begins and ends. */
    public enum Kind {
        PDF("%PDF-", "%%EOF"),
        PNG("\u0089PNG\r\n", "IEND\u00ae\u0042\u0060\u0082");

        private final String begins;
        private final String ends;

        Kind(String begins, String ends) {
            this.begins = begins;
            this.ends = ends;
        }

        private boolean isWhole(Path file) throws IOException {
            try (var bytes = FileChannel.open(file)) {
                return text(bytes, 0, begins.length()).equals(begins)
                        && text(bytes, Math.max(0, bytes.size() - TAIL), TAIL).contains(ends);
            }
        }

        private static String text(FileChannel file, long from, int most) throws IOException {
            var bytes = ByteBuffer.allocate(most);
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]*");
    private static final int TAIL = 1_024;
    private static final Duration MARKED_AGAIN_AFTER = Duration.ofDays(1);

    private final Path folder;
    private final Kind kind;

    KeptFiles(Path folder, Kind kind) {
        this.folder = folder;
        this.kind = kind;
    }

    /** Empty if nobody has made it, or the disk does not give it back whole. Reading it marks it as wanted. */
    public Optional<byte[]> find(String fileName) {
        if (!isThere(fileName)) {
            return Optional.empty();
        }
        var file = path(fileName);
        try {
            var bytes = Files.readAllBytes(file);
            if (made(file).toInstant().isBefore(Instant.now().minus(MARKED_AGAIN_AFTER))) {
                mark(file);
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            LOG.debug("A kept file could not be read", e);
            return Optional.empty();
        }
    }

    /** Marks it as still wanted; false if it is not there. */
    boolean touch(String fileName) {
        boolean there = isThere(fileName);
        if (there) {
            mark(path(fileName));
        }
        return there;
    }

    /** False if the disk has no room: whoever asked gets the bytes anyway. */
    public boolean keep(String fileName, byte[] bytes) {
        var file = path(fileName);
        var incoming = folder.resolve(Ids.next() + ".new");
        try {
            Files.createDirectories(folder);
            write(incoming, bytes);
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            LOG.warn("A file could not be kept in {}: it is made again each time", folder, e);
            return false;
        } finally {
            delete(incoming);
        }
    }

    /** On the disk before it has its name: whoever finds it finds all of it, whatever happens to this machine. */
    private static void write(Path file, byte[] content) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** One that a disk has cut or emptied would be sent for good: it goes. */
    private boolean isThere(String fileName) {
        var file = path(fileName);
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            if (!kind.isWhole(file)) {
                LOG.warn("A kept {} was cut short, so it is made again: {}", kind, fileName);
                delete(file);
                return false;
            }
            return true;
        } catch (IOException e) {
            LOG.debug("A kept file could not be read", e);
            return false;
        }
    }

    /** @throws IllegalArgumentException for a name that could lead elsewhere; ours are of words and fingerprints */
    private Path path(String fileName) {
        if (!NAME.matcher(fileName).matches()) {
            throw new IllegalArgumentException("No name of a kept file: " + fileName);
        }
        return folder.resolve(fileName);
    }

    private static void mark(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("A kept file could not be marked", e);
        }
    }

    static FileTime made(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.from(Instant.now());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("A file could not be deleted", e);
        }
    }
}
