package datachoice.portal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import datachoice.FrontProxy;
import datachoice.Needed;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recommended proxy, started the way Debian starts it: after Debian's own haproxy.cfg, of which install.md says that it
 * may stay, and whose defaults ask for a line about each request.
 */
class FrontProxyTests {
    private static final String PERSON = "/choices/0192f7a0-0000-7000-8000-000000000000";

    @TempDir
    Path folder;

    private DatagramSocket journal;
    private HttpServer node;
    private Process proxy;
    private int port;

    @BeforeEach
    void startsAProxy() throws Exception {
        Needed.here(Files.isExecutable(FrontProxy.PROGRAM), "HAProxy is not installed");
        journal = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        node.start();
        for (int attempt = 0; attempt < 5 && (proxy == null || !proxy.isAlive()); attempt++) {
            start(); // somebody else may have taken its port
        }
    }

    private void start() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var debian = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                    log 127.0.0.1:%d local0
                defaults
                    log global
                    mode http
                    option httplog
                    timeout connect 5000
                    timeout client 50000
                    timeout server 50000
                """.formatted(journal.getLocalPort()));
        var front = Files.writeString(
                folder.resolve("front.cfg"),
                FrontProxy.at(port).replace("timeout http-request 10s", "timeout http-request 1s"));
        var builder = new ProcessBuilder(
                        FrontProxy.PROGRAM.toString(),
                        "-db",
                        "-f",
                        debian.toString(),
                        "-f",
                        front.toString(),
                        "-f",
                        FrontProxy.NODES.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile());
        var address = "127.0.0.1:" + node.getAddress().getPort();
        builder.environment().put("NODE_ONE", address);
        builder.environment().put("NODE_TWO", address);
        proxy = builder.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> !proxy.isAlive() || answers());
    }

    private boolean answers() {
        try {
            return send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 204");
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (proxy != null) {
            proxy.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        if (node != null) {
            node.stop(0);
        }
        if (journal != null) {
            journal.close();
        }
    }

    /** T28: whoever sends a head without end is not waited for as long as somebody who reads. */
    @Test
    void waitsForTheHeadOfARequestForAsLongAsItSays() throws IOException {
        assertThat(Files.readString(Path.of("src/main/server/front.cfg"))).contains("timeout http-request 10s");
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).startsWith("HTTP/1.1 408");
    }

    /** T20: the page of a person is opened, and the address names them. */
    @Test
    void writesNobodysAddressDown() throws IOException {
        send("GET " + PERSON + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        send("POST " + PERSON + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n");
        assertThat(said()).noneMatch(line -> line.contains("choices")).noneMatch(line -> line.contains("HTTP/1.1"));
    }

    /** Waits a while for the first line; what is written about a request is sent before the next one is answered. */
    private List<String> said() throws IOException {
        var lines = new ArrayList<String>();
        journal.setSoTimeout(1_000);
        var packet = new DatagramPacket(new byte[8192], 8192);
        try {
            while (true) {
                journal.receive(packet);
                lines.add(new String(packet.getData(), 0, packet.getLength(), ISO_8859_1));
                packet.setLength(8192);
            }
        } catch (SocketTimeoutException nothingMore) {
            return lines;
        }
    }

    /** All that comes back before the proxy hangs up. */
    private String send(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
