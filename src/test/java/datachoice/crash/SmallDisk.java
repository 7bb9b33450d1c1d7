package datachoice.crash;

import static org.junit.jupiter.api.Assumptions.abort;

import datachoice.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real file system of a few kilobytes in memory, over a folder. Needs a user who may mount one: root, or sudo. */
public final class SmallDisk implements AutoCloseable {
    private final Path at;

    /** @param like the disk belongs to whom this belongs to */
    public SmallDisk(Path at, String size, Path like) throws IOException, InterruptedException {
        this.at = at;
        Files.createDirectories(at);
        var owner = "uid=" + Files.getAttribute(like, "unix:uid") + ",gid=" + Files.getAttribute(like, "unix:gid");
        boolean mounted =
                asRoot("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size + "," + owner, "tmpfs", at.toString());
        if (!mounted && Boolean.parseBoolean(System.getenv("NO_MOUNT"))) {
            abort("This machine was found, before the tests, to mount nothing");
        }
        Needed.here(mounted, "No file system can be mounted here");
    }

    /** Until nothing more fits. */
    public void fill() throws IOException {
        try (var out = Files.newOutputStream(at.resolve("filler"))) {
            var some = new byte[1024];
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("space")) {
                throw full;
            }
        }
    }

    public void empty() throws IOException {
        Files.deleteIfExists(at.resolve("filler"));
    }

    private static boolean asRoot(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                System.getProperty("user.name").equals("root") ? List.<String>of() : List.of("sudo", "-n"));
        all.addAll(List.of(command));
        try {
            var process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException nothingOfThatName) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asRoot("umount", "-l", at.toString());
    }
}
