package datachoice.core;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Secrets that the demo makes for itself, one file each, readable by nobody else.
 *
 * @param folder where they lie; made when missing, closed to others
 */
public record SecretFiles(Path folder) {
    public Path file(String name) {
        return folder.resolve(name);
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /**
     * The secret of that name, in hexadecimal digits; made at random when asked for the first time. Of two that ask at
     * once one makes it, and both are given the same.
     *
     * @param bytes how much chance goes into it
     */
    public String secret(String name, int bytes) throws IOException {
        if (!has(name)) {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
            var chance = new byte[bytes];
            new SecureRandom().nextBytes(chance);
            var draft = draft(file(name), HexFormat.of().formatHex(chance));
            try {
                Files.createLink(file(name), draft);
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                return read(name);
            } catch (UnsupportedOperationException e) {
                Files.copy(draft, file(name));
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        return read(name);
    }

    private String read(String name) throws IOException {
        return Files.readString(file(name)).strip();
    }

    /** Puts the text in place of what the file held: whoever reads it sees all of one or the other, also after a power cut. */
    public static void write(Path file, String text) throws IOException {
        Files.move(draft(file, text), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Beside the file, so that it can be put into its place in one step. */
    private static Path draft(Path file, String text) throws IOException {
        var draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        restrict(draft, "rw-------");
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return draft;
    }

    /** Does nothing on Windows, where a folder below the user's own is already private. */
    public static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix") && !Files.isSymbolicLink(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
