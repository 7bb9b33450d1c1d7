package datachoice.person.register;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import datachoice.core.SecretFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The folder {@code uploads} below the data folder: files that wait to be checked, each until it was, then it is deleted.
 * Closed to every other user of the computer. On several nodes it is one shared folder, as for media.
 */
@Component
class UploadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

    private static final FileAttribute<?>[] OWNERS_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private final Path folder;
    private final Path incoming;

    UploadFolder(PortalSettings settings) {
        folder = settings.home().resolve("uploads");
        incoming = settings.home().resolve("incoming");
    }

    /**
     * Keeps a file, safe on disk. Of one that breaks off nothing is left.
     *
     * @return its length
     * @throws UncheckedIOException if it breaks off, or the disk fails
     */
    long keep(UUID file, InputStream bytes) {
        try {
            Files.createDirectories(folder);
            SecretFiles.restrict(folder, "rwx------"); // also one that was there, made by hand
            try (var out = FileChannel.open(
                    path(file), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_ONLY)) {
                long length = bytes.transferTo(Channels.newOutputStream(out));
                out.force(true);
                return length;
            }
        } catch (IOException e) {
            delete(file);
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException if it is not there, or not as long as it was */
    InputStream open(UUID file, long length) {
        try {
            if (Files.size(path(file)) != length) {
                throw new IOException("The file of upload " + file + " is not whole");
            }
            return Files.newInputStream(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(UUID file) {
        try {
            Files.deleteIfExists(path(file));
        } catch (IOException e) {
            LOG.warn("A file that is not needed any more could not be deleted from {}", folder, e);
        }
    }

    /** Files that nobody has written to since. */
    List<UUID> untouchedSince(Instant moment) {
        return untouchedSince(moment, folder).stream()
                .flatMap(file -> Ids.parse(file.getFileName().toString()).stream())
                .toList();
    }

    /** What the web server was still receiving when it died. */
    void deleteIncoming(Instant untouchedSince) {
        for (var file : untouchedSince(untouchedSince, incoming)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("A file that never came to its end could not be deleted from {}", incoming, e);
            }
        }
    }

    private static List<Path> untouchedSince(Instant moment, Path in) {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (var files = Files.list(in)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().lastModified() < moment.toEpochMilli())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(UUID file) {
        return folder.resolve(file.toString());
    }
}
