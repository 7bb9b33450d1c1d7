package datachoice.portal.backup;

import datachoice.core.SecretFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Puts everything that a portal must not lose into one new folder. */
final class Backup {
    static final String DATABASE = "database";
    static final String KEYS = "keys";
    static final String PORTAL_KEY = "portal";

    /** What is kept as files below the data folder. */
    static final List<String> FOLDERS = List.of("media", "letters");

    private final Places places;

    Backup(Places places) {
        this.places = places;
    }

    /**
     * @param complete everything that was acknowledged before this moment is in it
     */
    record Made(Path folder, Instant complete, int files, long bytes, Duration took) {}

    /**
     * Makes a folder named after the moment. While it is being made its name ends in {@code .incomplete}, and so it stays
     * where the making breaks off.
     */
    Made below(Path parent) throws IOException, SQLException, BackupFailed {
        var begun = Instant.now();
        var name = begun.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "-");
        var folder = parent.resolve(name);
        var draft = parent.resolve(name + ".incomplete");
        var manifest = new Manifest(draft);
        if (really(parent).startsWith(really(places.home()))) {
            throw new BackupFailed(
                    "%s lies in the data folder, %s: the backup would copy itself, and be lost with what it"
                                    .formatted(parent, places.home())
                            + " is a backup of. Name a folder elsewhere, best on another disk.");
        }
        Instant complete;
        try (var database = places.database()) { // first: most of what can be wrong is wrong there
            Files.createDirectories(parent);
            SecretFiles.restrict(Files.createDirectory(draft), "rwx------");
            copyKeys(manifest);
            copyFolders(manifest);
            complete = new DatabaseCopy(database, manifest, DATABASE).make();
        }
        copyFolders(manifest); // what the database names was on disk before it was named; so nothing is missing
        manifest.write();
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        return new Made(folder, complete, manifest.files(), manifest.bytes(), Duration.between(begun, Instant.now()));
    }

    /** Where it is, or would be, with all links followed. */
    private static Path really(Path folder) throws IOException {
        var there = folder.normalize();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(folder.normalize())).normalize();
    }

    private void copyKeys(Manifest manifest) throws IOException, SQLException, BackupFailed {
        if (!places.demo()) {
            copy(manifest, places.key(), KEYS + "/" + PORTAL_KEY);
            return;
        }
        try (var keys = Files.list(places.home().resolve(KEYS))) {
            for (var key : keys.filter(Files::isRegularFile).toList()) {
                copy(manifest, key, KEYS + "/" + key.getFileName());
            }
        }
    }

    /** Each file is made once and never changed, so one that was copied before is not looked at again. */
    private void copyFolders(Manifest manifest) throws IOException, SQLException, BackupFailed {
        for (var name : FOLDERS) {
            var folder = places.home().resolve(name);
            manifest.addFolder(name);
            for (var file : filesBelow(folder)) {
                var path = name + "/" + folder.relativize(file).toString().replace('\\', '/');
                if (!manifest.has(path)) {
                    copyIfStillThere(manifest, file, path);
                }
            }
        }
    }

    /** Finished ones; what vanishes while we look is passed over. */
    private static List<Path> filesBelow(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = file.getFileName().toString();
                    if (attributes.isRegularFile() && !name.endsWith(".incoming") && !name.endsWith(".new")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        }
        return files;
    }

    /** What was tidied away while we looked is passed over; what may not be read is no reason to go on. */
    private static void copyIfStillThere(Manifest manifest, Path file, String path)
            throws IOException, SQLException, BackupFailed {
        try {
            copy(manifest, file, path);
        } catch (NoSuchFileException gone) {
            // asking before whether it is there would ask as the user, without what this process may read besides
        }
    }

    /**
     * Of files that the portal's user made: that user may not lead this process, which may read more, to any other
     * (operations.md).
     */
    private static void copy(Manifest manifest, Path file, String path) throws IOException, SQLException, BackupFailed {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new BackupFailed(
                    "%s is a link, or no file: a backup copies files only, and follows no links.".formatted(file));
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            manifest.add(path, in::transferTo);
        }
    }
}
