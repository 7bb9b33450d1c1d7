package datachoice.portal.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, and in a container or on a small server everything may be root. Then its programs
 * run as somebody else, by one of two tools of every Linux; for a normal user nothing changes.
 */
final class Unprivileged {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private Unprivileged() {}

    /**
     * What to put in front of a command; empty for a normal user.
     * @param data the database's folder: where it exists, its owner is the one to run as
     * @throws IllegalStateException if root may not become anybody else here, or only somebody whom the folder keeps out
     */
    static List<String> prefix(Path data) throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        int owner = Files.exists(data) ? (int) Files.getAttribute(data, "unix:uid") : ROOT;
        var ownNamespace = List.of("unshare", "-U"); // the files stay root's; the process is root's without its powers
        if (owner == ROOT && works(ownNamespace, "true")) {
            return ownNamespace;
        }
        var user = owner == ROOT ? NOBODY : owner;
        var otherUser = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        if (!works(otherUser, "true")) {
            throw new IllegalStateException(
                    "PostgreSQL does not run as root, and this machine lets root be nobody else."
                            + " Start Datachoice as a normal user.");
        }
        if (!works(otherUser, "test", "-x", data.getParent().toString())) {
            throw new IllegalStateException(
                    "PostgreSQL does not run as root, and user %d, which it runs as, may not enter %s. Start Datachoice as a"
                                    .formatted(user, data.getParent())
                            + " normal user, or set DATACHOICE_HOME to a folder that everybody may enter.");
        }
        return otherUser;
    }

    /** Gives fresh files to the user of that prefix; with a namespace of its own it has them already. */
    static void handOver(List<String> prefix, Path... files) throws IOException {
        if (prefix.contains("setpriv")) {
            for (var file : files) {
                Files.setAttribute(file, "unix:uid", NOBODY);
                Files.setAttribute(file, "unix:gid", NOBODY);
            }
        }
    }

    private static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self)
                ? (int) Files.getAttribute(self, "unix:uid") == ROOT
                : "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(List<String> prefix, String... program) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // this machine does not have the tool
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
