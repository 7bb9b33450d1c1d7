package datachoice.portal.backup;

import datachoice.core.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts a backup where the portal and its database server will look for it. Replaces nothing. */
final class Restore {
    private static final int ROOT = 0;

    private final Places places;
    private final Path backup;
    private final @Nullable Path databaseFolder;

    /** @param databaseFolder the data folder of the database server; null in a demo, which has its own */
    Restore(Places places, Path backup, @Nullable Path databaseFolder) {
        this.places = places;
        this.backup = backup;
        this.databaseFolder = databaseFolder;
    }

    private record Step(Path from, Path to) {}

    /** The data folder on which PostgreSQL is to be started. */
    Path run() throws IOException, BackupFailed {
        Manifest.check(backup);
        var database = databaseFolder == null
                ? places.home().resolve("postgres").resolve("data")
                : databaseFolder.toAbsolutePath().normalize();
        var steps = new ArrayList<Step>();
        steps.add(new Step(backup.resolve(Backup.DATABASE), database));
        for (var name : Backup.FOLDERS) {
            steps.add(new Step(backup.resolve(name), places.home().resolve(name)));
        }
        steps.add(
                databaseFolder == null
                        ? new Step(backup.resolve(Backup.KEYS), places.home().resolve(Backup.KEYS))
                        : new Step(backup.resolve(Backup.KEYS).resolve(Backup.PORTAL_KEY), places.key()));
        for (var step : steps) {
            refuseToReplace(step);
        }
        for (var step : steps) {
            copy(step.from(), step.to(), owner(step.to()));
        }
        return database;
    }

    private static void refuseToReplace(Step step) throws IOException, BackupFailed {
        var to = step.to();
        if (Files.isDirectory(to)) {
            try (var content = Files.list(to)) {
                if (content.findAny().isPresent()) {
                    throw new BackupFailed(to + " is not empty. Nothing is replaced: move it away first.");
                }
            }
        } else if (Files.exists(to)
                && !(Files.isRegularFile(step.from())
                        && Arrays.equals(Files.readAllBytes(to), Files.readAllBytes(step.from())))) {
            throw new BackupFailed(to + " is there, and differs. Nothing is replaced: move it away first.");
        }
    }

    /** Root gives things to whoever owns the folder that they are put in; everybody else owns what they make. */
    private static @Nullable Integer owner(Path to) throws IOException {
        var self = Path.of("/proc/self");
        if (!Files.exists(self) || !Integer.valueOf(ROOT).equals(Files.getAttribute(self, "unix:uid"))) {
            return null;
        }
        var there = to;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return (Integer) Files.getAttribute(there, "unix:uid");
    }

    private static void copy(Path from, Path to, @Nullable Integer owner) throws IOException {
        makeFolders(to.getParent(), owner);
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target = path.equals(from)
                        ? to
                        : to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    makeFolders(target, owner);
                    SecretFiles.restrict(target, "rwx------");
                } else if (!Files.exists(target)) {
                    write(path, target);
                }
                hand(target, owner);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void makeFolders(Path folder, @Nullable Integer owner) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeFolders(folder.getParent(), owner);
            Files.createDirectory(folder);
            hand(folder, owner);
        }
    }

    private static void write(Path from, Path to) throws IOException {
        try (var out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var in = FileChannel.open(from)) {
            SecretFiles.restrict(to, "rw-------");
            for (long at = 0; at < in.size(); ) {
                at += in.transferTo(at, in.size() - at, out);
            }
            out.force(true);
        }
    }

    private static void hand(Path path, @Nullable Integer owner) throws IOException {
        if (owner != null) {
            Files.setAttribute(path, "unix:uid", owner);
            Files.setAttribute(path, "unix:gid", Files.getAttribute(path.getParent(), "unix:gid"));
        }
    }
}
