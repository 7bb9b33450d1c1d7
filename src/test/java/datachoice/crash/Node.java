package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.TestFolder;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One portal of several, in a process of its own, on a port that it keeps. */
final class Node implements AutoCloseable {
    /** Who runs it: production asks for that. */
    static final Map<String, String> OPERATOR = Map.of(
            "DATACHOICE_OPERATOR_NAME", "Choice Body",
            "DATACHOICE_OPERATOR_ADDRESS", "1 High Street, Leeds LS1 1AA",
            "DATACHOICE_OPERATOR_PHONE", "0113 496 0000",
            "DATACHOICE_OPERATOR_PHONE_HOURS", "Monday to Friday",
            "DATACHOICE_OPERATOR_EMAIL", "help@body.example",
            "DATACHOICE_OPERATOR_DATA_PROTECTION_OFFICER", "dpo@body.example");

    /** When a test gives up, and nothing that is promised: a machine with a load of 30 takes minutes for a start. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private final String name;
    private final List<String> program;
    private final Map<String, String> variables;
    private final String heap;
    private final int port = freePort();
    private final Path log;
    private @Nullable Process process;

    /** @param jar of another release; null for what is compiled here, with a few people in it */
    Node(String name, @Nullable Path jar, Map<String, String> variables) throws IOException {
        this(
                name,
                jar == null
                        ? here(SmallDemo.class)
                        : List.of("-jar", jar.toAbsolutePath().toString()),
                "512m",
                variables);
    }

    /** What is compiled here, with what this class adds to it, in a heap of that size. */
    Node(String name, Class<?> main, String heap, Map<String, String> variables) throws IOException {
        this(name, here(main), heap, variables);
    }

    private Node(String name, List<String> program, String heap, Map<String, String> variables) throws IOException {
        this.name = name;
        this.program = program;
        this.heap = heap;
        this.variables = variables;
        this.log = TestFolder.of("node-" + name + ".log").toAbsolutePath();
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
    }

    private static List<String> here(Class<?> main) {
        return List.of("-Dspring.devtools.restart.enabled=false", main.getName());
    }

    int port() {
        return port;
    }

    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    /** Milliseconds until it was well. */
    long start() throws Exception {
        var begun = Instant.now();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heap));
        command.addAll(program);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("DATACHOICE_"));
        environment.put(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        environment.putAll(variables);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        var started = builder.start();
        process = started;
        while (!isWell()) {
            assertThat(started.isAlive()).as("%s ended: see %s", name, log).isTrue();
            assertThat(Instant.now())
                    .as("%s does not answer: see %s", name, log)
                    .isBefore(begun.plus(LONGEST_START));
            SavingPatient.pause(50);
        }
        return Duration.between(begun, Instant.now()).toMillis();
    }

    boolean isWell() {
        try {
            return new WebVisitor(port).get("/actuator/health", "Accept", "*/*").status() == 200;
        } catch (AssertionError e) {
            return false;
        }
    }

    /** Politely, as an update would. */
    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not stop: see " + log);
            }
        }
    }

    /** Without a word. */
    void kill9() throws InterruptedException {
        Objects.requireNonNull(process).destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
