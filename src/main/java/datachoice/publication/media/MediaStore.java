package datachoice.publication.media;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import datachoice.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
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

    private final Path folder;

    MediaStore(PortalSettings settings) {
        folder = settings.home().resolve("media");
    }

    /** A file that is kept and safe on disk. */
    public record Kept(UUID id, String type, long size, byte[] sha256, String originalName) {}

    /**
     * Checks a file and keeps it. Of a file that is refused nothing is left.
     *
     * @throws FileRefused if it is not what it should be
     */
    public Kept keep(FileKind kind, String sentName, InputStream bytes) {
        var name = FileName.of(sentName);
        var type = kind.typeFor(name);
        var id = Ids.next();
        try {
            Files.createDirectories(folder);
            var incoming = folder.resolve(id + ".incoming");
            try {
                write(incoming, kind, bytes);
                var sha256 = checkAndHash(incoming, kind, type);
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

    /** Empty for an id that has no file. */
    public Optional<Resource> find(UUID id) {
        var path = path(id);
        return Files.isRegularFile(path) ? Optional.of(new FileSystemResource(path)) : Optional.empty();
    }

    public void forget(UUID id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            LOG.warn("A file that nothing uses any more could not be deleted from {}", folder, e);
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
            if (size == 0) {
                throw new FileRefused(kind, FileRefused.Why.EMPTY);
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
