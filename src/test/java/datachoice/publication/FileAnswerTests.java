package datachoice.publication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.TestFolder;
import datachoice.WholePortal;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** RFC 9110, over real HTTP: the film, the parts of it that players ask for, and readers who do not read. */
@WholePortal
class FileAnswerTests {
    /** More than Tomcat has threads. */
    private static final int SLOW = 230;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    private String film;
    private byte[] bytes;
    private String tag;

    @BeforeEach
    void findTheFilm() throws Exception {
        film = new WebVisitor(port)
                .get("/film")
                .page()
                .select("video source[src^=/media/]")
                .attr("src");
        bytes = Files.readAllBytes(
                TestFolder.of("whole-portal").resolve("media").resolve(film.substring("/media/".length())));
        tag = ask("HEAD").headers().firstValue("ETag").orElseThrow();
        assertThat(bytes.length).as("does not fit into what the network holds").isGreaterThan(1_000_000);
    }

    @Test
    void sendsAllOfIt() throws Exception {
        var answer = ask("GET");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Arrays.equals(answer.body(), bytes)).isTrue();
        assertThat(answer.headers().map())
                .containsEntry("Content-Length", List.of("" + bytes.length))
                .containsEntry("Accept-Ranges", List.of("bytes"))
                .containsEntry("Content-Type", List.of("video/mp4"))
                .containsEntry("Cache-Control", List.of("max-age=31536000, public, immutable"));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
    }

    @Test
    void sendsTheHeadersAloneForAHead() throws Exception {
        for (var range : new String[] {"", "bytes=5-9", "bytes=999999999-"}) {
            var answer = range.isEmpty() ? ask("HEAD") : ask("HEAD", "Range", range);
            assertThat(answer.statusCode()).as(range).isEqualTo(200);
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(bytes.length);
            assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
            assertThat(answer.body()).isEmpty();
        }
    }

    /** Short ones are written by a thread of ours, long ones by Tomcat; nobody can tell. */
    @Test
    void sendsEachStretchAsItIs() throws Exception {
        var random = new Random(7);
        for (int length : new int[] {1, 2, 1000, 49_151, 49_152, 49_153, 100_000, 1_000_000, bytes.length}) {
            int from = length == bytes.length ? 0 : random.nextInt(bytes.length - length);
            var answer = ask("GET", "Range", "bytes=" + from + "-" + (from + length - 1));
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + from + "-" + (from + length - 1) + "/" + bytes.length);
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length);
            assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(bytes, from, from + length)))
                    .as("%s bytes from %s", length, from)
                    .isTrue();
        }
        assertThat(ask("GET", "Range", "bytes=-100000").body())
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 100_000, bytes.length));
    }

    /** A player that holds the start of this film gets more of it; one that holds the start of another gets this one whole. */
    @Test
    void goesOnWithTheSameFilmOnly() throws Exception {
        assertThat(ask("GET", "Range", "bytes=10-19", "If-Range", tag).statusCode())
                .isEqualTo(206);
        for (var other : new String[] {"\"other\"", "W/" + tag, "Mon, 23 Nov 2026 09:00:00 GMT", "*", ""}) {
            var answer = ask("GET", "Range", "bytes=10-19", "If-Range", other);
            assertThat(answer.statusCode()).as(other).isEqualTo(200);
            assertThat(answer.body()).as(other).hasSize(bytes.length);
        }
    }

    @Test
    void sendsNothingToWhoeverHasIt() throws Exception {
        for (var mine : new String[] {tag, "W/" + tag, "\"other\", " + tag}) {
            var answer = ask("GET", "If-None-Match", mine, "Range", "bytes=10-19");
            assertThat(answer.statusCode()).as(mine).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).contains(tag);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("sandbox");
        }
        assertThat(ask("GET", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9,20-29", "bytes=0-,0-,0-,0-,0-,0-", "lines=1-2", "x"})
    void sendsAllOfItForWhatItNeedNotUnderstand(String range) throws Exception {
        var answer = ask("GET", "Range", range);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(bytes.length);
    }

    /** More readers than there are threads ask for the film and take hardly any of it: everybody else is served as ever. */
    @Test
    void keepsNoThreadForWhoeverDoesNotRead() throws Exception {
        var readers = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SLOW; i++) {
                readers.add(asksAndWaits());
            }
            var begun = System.nanoTime();
            assertThat(new WebVisitor(port).get("/about").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            readers.get(SLOW - 1).setReceiveBufferSize(1 << 20);
            assertThat(readsOn(readers.get(SLOW - 1).getInputStream()))
                    .as("who begins to read gets the rest")
                    .isTrue();
        } finally {
            for (var reader : readers) {
                reader.close();
            }
        }
    }

    private Socket asksAndWaits() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write(("GET " + film + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                        .getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII)).isEqualTo("HTTP/1.1 200 ");
        return socket;
    }

    /** Its end is the film's. */
    private boolean readsOn(InputStream rest) throws IOException {
        var all = rest.readAllBytes();
        return Arrays.equals(Arrays.copyOfRange(all, all.length - bytes.length, all.length), bytes);
    }

    private HttpResponse<byte[]> ask(String method, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + film))
                .method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
