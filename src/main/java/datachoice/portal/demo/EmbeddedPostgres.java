package datachoice.portal.demo;

import datachoice.core.SecretFiles;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of our own, for a machine that has none: kept in the data folder, reachable from this machine only,
 * and as careful with what it stores as a server in production. One Datachoice at a time may use a data folder; a server
 * that a killed Datachoice left behind is ended and started anew.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Given on the command line, where no later ALTER SYSTEM can take them back. */
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0");

    static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Path data;
    private final Path log;
    private final SecretFiles keys;
    private final FolderLock lock;
    private final Path programs;
    private final List<String> unprivileged;
    private int port;
    private @Nullable ProcessHandle server;

    private EmbeddedPostgres(Path folder, SecretFiles keys, FolderLock lock) throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.log = folder.resolve("log");
        this.keys = keys;
        this.lock = lock;
        this.programs = PostgresArchive.unpackBelow(folder).resolve("bin");
        this.unprivileged = Unprivileged.prefix(data);
    }

    /**
     * Starts the server of this data folder; the first time it unpacks PostgreSQL and makes an empty database system.
     * @param home the data folder; made when missing
     * @throws IllegalStateException with one line for the person at the console: the folder is in use, or PostgreSQL
     *     failed and which log says why
     */
    public static EmbeddedPostgres start(Path home) {
        var absolute = home.toAbsolutePath().normalize();
        try {
            var folder = Files.createDirectories(absolute.resolve("postgres")).toRealPath();
            var lock = FolderLock.of(folder);
            try {
                var postgres = new EmbeddedPostgres(folder, new SecretFiles(absolute.resolve("keys")), lock);
                postgres.start();
                return postgres;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("The data folder %s cannot be used: %s".formatted(absolute, e), e);
        }
    }

    /** Address for the PostgreSQL driver, with the settings that every connection of ours has. */
    public String jdbcUrl(String database) {
        return DatabaseRoles.jdbcUrl("127.0.0.1", port, database);
    }

    /** Password of the superuser {@code postgres}. */
    public String superuserPassword() {
        try {
            return keys.secret("postgres-superuser", PASSWORD_BYTES);
        } catch (IOException e) {
            throw new IllegalStateException("The password in " + keys.folder() + " cannot be read: " + e, e);
        }
    }

    /** The server's first process, for tests that end it without warning. */
    public ProcessHandle process() {
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return server;
    }

    /** Stops the server without waiting for open connections, and lets go of the data folder. */
    @Override
    public synchronized void close() {
        if (lock.isHeld()) {
            try (lock) {
                if (server != null && server.isAlive()) {
                    stop();
                }
            }
        }
    }

    private void start() throws IOException {
        stopOrphan();
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(data)) {
            initialise();
        } else if (!keys.has("postgres-superuser")) {
            throw new IllegalStateException("The password file in %s is gone, so the database in %s cannot be opened."
                            .formatted(keys.folder(), data)
                    + " Put it back, or move the data folder away to begin afresh.");
        }
        // Tried again: another program may take the port meanwhile, and what is left of a killed server needs a moment
        // to notice.
        for (int attempt = 0; attempt < 20 && server == null; attempt++) {
            pause(attempt == 0 ? 0 : 250);
            port = port();
            var settings = "-p " + port + " -c " + String.join(" -c ", SETTINGS);
            if (run("pg_ctl", List.of("-D", data.toString(), "-w", "-t", "120", "-o", settings, "start")) == 0) {
                server = ProcessHandle.of(readPid()).orElse(null);
            }
        }
        if (server == null) {
            throw new IllegalStateException("PostgreSQL did not start. Its log says why: " + log);
        }
        SecretFiles.write(folder.resolve("port"), Integer.toString(port));
    }

    private void initialise() throws IOException {
        var draft = folder.resolve("data.new"); // renamed when complete, so a half-made one is never used
        var password = folder.resolve("password");
        FileSystemUtils.deleteRecursively(draft);
        Files.createDirectory(draft);
        SecretFiles.restrict(draft, "rwx------");
        SecretFiles.write(password, superuserPassword());
        try {
            Unprivileged.handOver(unprivileged, draft, password);
            var words = "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8";
            var safety = "--auth=scram-sha-256 --username=postgres --data-checksums";
            var options = new ArrayList<>(List.of((words + " " + safety).split(" ")));
            options.addAll(List.of("--pgdata=" + draft, "--pwfile=" + password));
            if (run("initdb", options) != 0) {
                throw new IllegalStateException("PostgreSQL could not make its database. Its log says why: " + log);
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * We hold the lock, so a server that still runs here belongs to nobody. The number in its file is only believed if
     * that process is PostgreSQL on this folder: after a restart of the machine it may be anybody's.
     */
    private void stopOrphan() throws IOException {
        var process = ProcessHandle.of(readPid()).map(ProcessHandle::info).orElse(null);
        if (process == null || process.command().isEmpty()) {
            return; // ended, or another user's: PostgreSQL itself then clears the file away
        }
        var arguments = process.arguments();
        if (Path.of(process.command().get()).getFileName().toString().startsWith("postgres")
                && (arguments.isEmpty() || List.of(arguments.get()).contains(data.toString()))) {
            stop();
        } else {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    /** Believes pg_ctl, not the process table: in a container a process that has ended may stay listed for ever. */
    private void stop() {
        for (var mode : List.of("fast", "immediate")) { // immediate loses nothing: the next start replays the log
            if (run("pg_ctl", List.of("-D", data.toString(), "-m", mode, "-w", "-t", "30", "stop")) == 0) {
                return;
            }
        }
        throw new IllegalStateException("PostgreSQL does not stop. Its log says why: " + log);
    }

    /** First line of the server's own file; 0, which is no process, when there is none. */
    private long readPid() throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(Long::valueOf)
                    .orElse(0L);
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    /** The port of last time, so that other tools find the server again; any free one when that is taken. */
    private int port() throws IOException {
        var file = folder.resolve("port");
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var last =
                new ServerSocket(Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0, 1, loopback)) {
            return last.getLocalPort();
        } catch (IOException | IllegalArgumentException taken) {
            try (var free = new ServerSocket(0, 1, loopback)) {
                return free.getLocalPort();
            }
        }
    }

    /** Runs one of PostgreSQL's programs, with all it says in the log file: the server would keep a pipe open for ever. */
    private int run(String program, List<String> arguments) {
        var command = new ArrayList<>(unprivileged);
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(programs.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG")); // meant for another server
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            if (process.waitFor(150, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IllegalStateException("%s took too long. Its log says more: %s".formatted(program, log));
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be run: %s".formatted(programs.resolve(program), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
