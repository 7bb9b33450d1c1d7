package datachoice.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The file with the one secret of a portal in production: there, private, long enough, and its own. */
final class KeyFile {
    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 64 * 1024;

    /** Chance leaves a repeated value here and there; fewer different ones than this come from a hand. */
    private static final int LEAST_DIFFERENT = 10;

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private KeyFile() {}

    /**
     * @param name what {@code DATACHOICE_KEY_FILE} says
     * @param home the data folder; a demo keeps its key there
     * @throws StartRefused for the first thing that is wrong
     */
    static void check(String name, String home) {
        try {
            var file = Path.of(name);
            if (name.isBlank() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw refused("must name a readable file with at least 32 random bytes, the same on every node."
                        + " \"head -c 64 /dev/urandom\" makes some.");
            }
            if (!isPrivate(file)) {
                throw refused("names a file that others may read or change: chmod 600 " + file);
            }
            var size = Files.size(file);
            if (size < LEAST_BYTES || size > MOST_BYTES) {
                throw refused(
                        "names a file of %d bytes. It takes at least 32 random ones; 64 are plenty.".formatted(size));
            }
            var secret = Files.readAllBytes(file);
            if (different(secret) < LEAST_DIFFERENT) {
                throw refused("names a file that is not random. \"head -c 64 /dev/urandom\" makes one that is.");
            }
            if (isDemos(file, secret, Path.of(home).resolve("keys").resolve("portal"))) {
                throw refused("names the key of a demo. Make one for this portal alone.");
            }
        } catch (IOException | InvalidPathException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
    }

    /** Where the file system knows who may do what. */
    private static boolean isPrivate(Path file) throws IOException {
        return !file.getFileSystem().supportedFileAttributeViews().contains("posix")
                || OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    private static long different(byte[] secret) {
        var seen = new boolean[256];
        for (var each : secret) {
            seen[each & 0xff] = true;
        }
        int count = 0;
        for (var each : seen) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** A demo's key lies beside the passwords of the database that it brought along. */
    private static boolean isDemos(Path file, byte[] secret, Path demos) throws IOException {
        return Files.exists(file.resolveSibling("postgres-superuser"))
                || (Files.isReadable(demos) && Arrays.equals(Files.readAllBytes(demos), secret));
    }

    private static StartRefused refused(String why) {
        return new StartRefused("DATACHOICE_KEY_FILE " + why);
    }
}
