package datachoice.portal.backup;

import datachoice.core.SecretFiles;
import datachoice.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup consists of, file by file, with a fingerprint of each: so that a damaged or incomplete one is noticed
 * before it takes the place of anything. Written in the form that {@code sha256sum --check} reads.
 */
final class Manifest {
    static final String NAME = "SHA256SUMS";

    private final Path folder;
    private final Map<String, String> sums = new TreeMap<>();
    private long bytes;

    Manifest(Path folder) {
        this.folder = folder;
    }

    /** Something that writes itself. */
    interface Content {
        void writeTo(OutputStream out) throws IOException, SQLException, BackupFailed;
    }

    /** Adds a file that only its owner can read, and that is on the disk when this returns. */
    void add(String path, Content content) throws IOException, SQLException, BackupFailed {
        var file = folder.resolve(path);
        folders(file.getParent());
        var digest = Sha256.begin();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SecretFiles.restrict(file, "rw-------");
            var out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            content.writeTo(out);
            bytes += channel.size();
            channel.force(true);
        }
        sums.put(path, HexFormat.of().formatHex(digest.digest()));
    }

    boolean has(String path) {
        return sums.containsKey(path);
    }

    /** An empty folder belongs to a database as much as a full one. */
    void addFolder(String path) throws IOException {
        folders(folder.resolve(path));
    }

    private void folders(Path wanted) throws IOException {
        if (!Files.isDirectory(wanted)) {
            folders(wanted.getParent());
            Files.createDirectory(wanted);
            SecretFiles.restrict(wanted, "rwx------");
        }
    }

    int files() {
        return sums.size();
    }

    long bytes() {
        return bytes;
    }

    void write() throws IOException {
        var text = new StringBuilder();
        sums.forEach((path, sum) -> text.append(sum).append("  ").append(path).append('\n'));
        SecretFiles.write(folder.resolve(NAME), text.toString());
    }

    /** @throws BackupFailed if a file is missing, damaged or not on the list */
    static void check(Path folder) throws IOException, BackupFailed {
        var list = folder.resolve(NAME);
        if (!Files.isRegularFile(list)) {
            throw new BackupFailed(folder + " is not a complete backup: it has no file " + NAME + ".");
        }
        var expected = new TreeMap<String, String>();
        for (var line : Files.readAllLines(list)) {
            if (!line.matches("[0-9a-f]{64}  .+")) {
                throw new BackupFailed("The backup is damaged: " + list + " has a line that is not a sum.");
            }
            expected.put(line.substring(66), line.substring(0, 64));
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var path = folder.relativize(file).toString();
                var sum = expected.remove(path);
                if (!path.equals(NAME) && !sumOf(file).equals(sum)) {
                    throw new BackupFailed("The backup is damaged: " + file + " is not what was saved.");
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!expected.isEmpty()) {
            throw new BackupFailed("The backup is damaged: " + folder.resolve(expected.firstKey()) + " is missing.");
        }
    }

    private static String sumOf(Path file) throws IOException {
        var digest = Sha256.begin();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
