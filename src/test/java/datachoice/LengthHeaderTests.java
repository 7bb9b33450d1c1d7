package datachoice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.identity.WebVisitor;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * V4.2.1: a request whose headers disagree about its length hides no second one, that the proxy took for its body and the
 * node answers as somebody's own. Asked byte by byte, of a node alone and behind HAProxy with the configuration that is
 * recommended.
 */
@WholePortal
class LengthHeaderTests {
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\nX-Hidden: yes\r\n\r\n";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    ServletWebServerApplicationContext portal;

    /** What Tomcat took for a request, and whether the proxy had put its mark on it. */
    private record Seen(boolean hidden, boolean marked) {}

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Watch watch = new Watch(seen);

    private static final class Watch extends ValveBase {
        private final Queue<Seen> seen;

        private Watch(Queue<Seen> seen) {
            super(true);
            this.seen = seen;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            seen.add(new Seen(
                    request.getHeader("X-Hidden") != null, "https".equals(request.getHeader("X-Forwarded-Proto"))));
            getNext().invoke(request, response);
        }
    }

    @BeforeEach
    void watch() {
        tomcat().getTomcat().getEngine().getPipeline().addValve(watch);
    }

    @AfterEach
    void watchNoLonger() {
        tomcat().getTomcat().getEngine().getPipeline().removeValve(watch);
    }

    private TomcatWebServer tomcat() {
        return (TomcatWebServer) portal.getWebServer();
    }

    /** The first line, and everything that two programs could read differently. */
    private static Map<String, String> pairs() {
        var pairs = new LinkedHashMap<String, String>();
        var both = "Content-Length: " + (5 + HIDDEN.length()) + "\r\n";
        pairs.put("a length, then pieces", post(both + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + HIDDEN));
        pairs.put("pieces, then a length", post("Transfer-Encoding: chunked\r\n" + both, "0\r\n\r\n" + HIDDEN));
        pairs.put("two lengths", post("Content-Length: 0\r\nContent-Length: " + HIDDEN.length() + "\r\n", HIDDEN));
        pairs.put(
                "two lengths, the longer first",
                post("Content-Length: " + HIDDEN.length() + "\r\nContent-Length: 0\r\n", HIDDEN));
        pairs.put("two lengths in a line", post("Content-Length: 0, " + HIDDEN.length() + "\r\n", HIDDEN));
        for (var length : List.of("+0", "-1", "0x0", "0 0", "\u00010", "", "00000000000000000000000000000000x")) {
            pairs.put("a length of '" + length + "'", post("Content-Length: " + length + "\r\n", HIDDEN));
        }
        for (var encoding : List.of(
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
                "X: y\r\n Transfer-Encoding: chunked",
                "X: y\nTransfer-Encoding: chunked",
                "Transfer_Encoding: chunked",
                "Transfer-Encoding: \"chunked\"",
                "\u0000Transfer-Encoding: chunked")) {
            pairs.put(both + encoding, post(both + encoding + "\r\n", "0\r\n\r\n" + HIDDEN));
        }
        pairs.put("pieces that lie", post("Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n" + HIDDEN));
        pairs.put("a piece of a negative size", post("Transfer-Encoding: chunked\r\n", "-1\r\n\r\n" + HIDDEN));
        pairs.put("a piece ended by half a line end", post("Transfer-Encoding: chunked\r\n", "0\n\n" + HIDDEN));
        pairs.put(
                "pieces in HTTP/1.0",
                post(both + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + HIDDEN)
                        .replace("HTTP/1.1\r\nHost: localhost\r\nC", "HTTP/1.0\r\nHost: localhost\r\nC"));
        pairs.put(
                "a look with a body",
                "GET /cookies HTTP/1.1\r\nHost: localhost\r\n" + both + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + HIDDEN);
        return pairs;
    }

    private static String post(String headers, String body) {
        return "POST /letter-code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + headers + "\r\n" + body;
    }

    @Test
    void aNodeAloneTakesNoBodyForARequest() throws Exception {
        send(port, "GET /cookies HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN);
        await("until the watch sees a second request that is one")
                .until(() -> seen.stream().anyMatch(Seen::hidden));
        for (var pair : pairs().entrySet()) {
            seen.clear();
            var answer = send(port, pair.getValue());
            assertThat(answer).as(pair.getKey()).matches("(?s)(HTTP/1\\.1 [1-5]\\d\\d.*)?");
            assertThat(seen)
                    .as("%s, answered by %s", pair.getKey(), answer.lines().findFirst())
                    .noneMatch(Seen::hidden);
        }
    }

    @Test
    void aNodeSeesNothingThatItsProxyDidNotSend() throws Exception {
        Needed.here(Files.isExecutable(FrontProxy.PROGRAM), "HAProxy is not installed");
        var front = freePort();
        var said = new AtomicReference<Process>();
        try {
            said.set(proxy(front));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> new WebVisitor(front).get("/cookies").status() == 200);
            for (var pair : pairs().entrySet()) {
                seen.clear();
                var answer = send(front, pair.getValue());
                assertThat(seen)
                        .as("%s, answered by %s", pair.getKey(), answer.lines().findFirst())
                        .noneMatch(request -> request.hidden() && !request.marked());
                for (int next = 0; next < 2; next++) { // whoever comes next gets their own answer
                    assertThat(new WebVisitor(front)
                                    .get("/cookies")
                                    .page()
                                    .select("h1")
                                    .text())
                            .as(pair.getKey())
                            .isEqualTo("Cookies");
                }
                assertThat(seen).as("the watch sees").anyMatch(Seen::marked);
            }
        } finally {
            if (said.get() != null) {
                said.get().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    /** The recommended configuration; only the certificate stays away, and the two nodes are the same one. */
    private Process proxy(int front) throws IOException {
        var config = folder.resolve("front.cfg");
        Files.writeString(config, FrontProxy.at(front));
        var builder = new ProcessBuilder(
                        FrontProxy.PROGRAM.toString(),
                        "-db",
                        "-f",
                        config.toString(),
                        "-f",
                        FrontProxy.NODES.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile());
        builder.environment().put("NODE_ONE", "127.0.0.1:" + port);
        builder.environment().put("NODE_TWO", "127.0.0.1:" + port);
        return builder.start();
    }

    /** Everything that comes back within a moment; empty if the connection was cut. */
    private static String send(int port, String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            var answer = new StringBuilder();
            var buffer = new byte[8192];
            try {
                for (int read; (read = socket.getInputStream().read(buffer)) > 0; ) {
                    answer.append(new String(buffer, 0, read, ISO_8859_1));
                    socket.setSoTimeout(300); // for a second answer
                }
            } catch (SocketTimeoutException e) {
                // it waits for more, or keeps the connection
            } catch (IOException e) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
