package datachoice.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.TestFolder;
import datachoice.identity.WebVisitor;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.TestFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * T13: the largest film that may be sent goes through a portal whose whole heap is half as large, is written to its disk once,
 * and is read by fifty at the same time without more heap. {@code ./mvnw verify -Plarge}.
 */
@Tag("large")
class LargeFilmTests {
    private static final String EDIT = "/publishing/better-information-means-better-care/edit";
    private static final int READERS = 50;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Path home = TestFolder.of("home-for-large-films").toAbsolutePath();

    @Test
    void aFilmTwiceAsLargeAsTheHeap() throws Exception {
        FileSystemUtils.deleteRecursively(home);
        try (var portal = new Node(
                "large-films",
                FilmDesk.class,
                "256m",
                Map.of("DATACHOICE_MODE", "demo", "DATACHOICE_HOME", home.toString()))) {
            portal.start();
            var editor = signedIn(portal.port());
            assertThat(files("media")).isNotEmpty();

            var before = files("media");
            sends(editor, FileKind.VIDEO.largest() + 1);
            assertThat(editor.status()).as(editor.body()).isEqualTo(422);
            assertThat(editor.body()).isEqualTo("The video must be 500 MB or smaller");
            assertThat(files("media")).isEqualTo(before);

            long written = written(portal);
            sends(editor, FileKind.VIDEO.largest());
            assertThat(editor.status()).as(editor.body()).isEqualTo(201);
            assertThat(written(portal) - written)
                    .as("bytes written for a film of %s", FileKind.VIDEO.largest())
                    .isBetween(FileKind.VIDEO.largest(), FileKind.VIDEO.largest() * 11 / 10);
            await().until(() -> files("incoming").isEmpty()); // Tomcat tidies up after its answer
            assertThat(files("media")).hasSize(before.size() + 1);

            var film = editor.location();
            var cookie = editor.cookie("datachoice");
            long heap = liveHeap(portal);
            readsByMany(portal.port(), film, cookie);
            assertThat(liveHeap(portal) - heap)
                    .as("kB of heap that are left of %s readers", READERS)
                    .isLessThan(10_000);
        }
    }

    private static WebVisitor signedIn(int port) {
        var editor = new WebVisitor(port);
        editor.post("/demo/sign-in", Map.of("Origin", "http://localhost:" + port), "who", FilmDesk.EDITOR);
        assertThat(editor.status()).isEqualTo(302);
        editor.get(EDIT);
        assertThat(editor.status()).isEqualTo(200);
        return editor;
    }

    /** A film whose index is tiny and whose pictures are all black, so long. */
    private static void sends(WebVisitor editor, long length) {
        var token = editor.get(EDIT).page().select("main input[name=_csrf]").attr("value");
        var head = part("_csrf", token) + part("kind", "VIDEO")
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"film.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
        var small = TestFiles.film();
        var start = Arrays.copyOf(small, small.length - 1_008); // all but its pictures
        var pictures = ByteBuffer.allocate(8)
                .putInt((int) (length - start.length))
                .put("mdat".getBytes(US_ASCII))
                .array();
        editor.send(editor.request("/publishing/files")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(TestFiles.join(start, pictures)),
                        BodyPublishers.ofInputStream(() -> new Black(length - start.length - 8)),
                        BodyPublishers.ofString("\r\n--x--\r\n"))));
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** As players do, which jump about: each asks for twenty stretches of a megabyte, anywhere in the film. */
    private static void readsByMany(int port, String film, String cookie) throws Exception {
        var threads = Executors.newFixedThreadPool(READERS);
        try {
            var readers = IntStream.range(0, READERS)
                    .<Callable<Void>>mapToObj(reader -> () -> {
                        var random = new Random(reader);
                        for (int i = 0; i < 20; i++) {
                            reads(port, film, cookie, random.nextInt(499) * 1_048_576L);
                        }
                        return null;
                    })
                    .toList();
            for (var reader : threads.invokeAll(readers)) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void reads(int port, String film, String cookie, long from) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + film + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nCookie: datachoice=" + cookie
                                    + "\r\nRange: bytes=" + from + "-" + (from + 1_048_575)
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            var answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(13), US_ASCII)).isEqualTo("HTTP/1.1 206 ");
            long left = 13;
            var buffer = new byte[16 * 1024];
            for (int read; (read = answer.read(buffer)) >= 0; ) {
                left += read;
            }
            assertThat(left).isGreaterThan(1_048_576);
        }
    }

    private List<String> files(String folder) throws IOException {
        try (var files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** So many bytes that process has ever handed to the system to write: to files, and to the network. */
    private static long written(Node portal) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(portal.pid()), "io")).stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .sum();
    }

    /** In kB, after a collection. */
    private static long liveHeap(Node portal) throws Exception {
        jcmd(portal, "GC.run");
        var heap = USED.matcher(jcmd(portal, "GC.heap_info"));
        long used = 0;
        while (heap.find()) {
            used += Long.parseLong(heap.group(1));
        }
        assertThat(used).isPositive();
        return used;
    }

    private static String jcmd(Node portal, String command) throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        Path.of(java).resolveSibling("jcmd").toString(), Long.toString(portal.pid()), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** So many zeros. */
    private static final class Black extends InputStream {
        private long left;

        private Black(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(length, left);
            Arrays.fill(into, from, from + some, (byte) 0);
            left -= some;
            return some;
        }
    }
}
