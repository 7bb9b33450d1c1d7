package datachoice.portal.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords that demo mode makes for itself, one file each, readable by nobody else.
 * @param home the data folder, absolute; they lie in {@code keys} below it
 */
record Keys(Path home) {
    Path folder() {
        return home.resolve("keys");
    }

    boolean has(String name) {
        return Files.exists(folder().resolve(name));
    }

    /** The password of that name, 48 hexadecimal digits; made at random when asked for the first time. */
    String password(String name) throws IOException {
        var file = folder().resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder());
            restrict(folder(), "rwx------");
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            write(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }

    /** Written beside and then renamed: whoever reads the file sees all of it or none, also after a power cut. */
    static void write(Path file, String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, "rw-------");
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Does nothing on Windows, where a folder below the user's own is already private. */
    static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix") && !Files.isSymbolicLink(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
