package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** B18, B20: uploads that are refused, cut off or named oddly end quietly, with the right words. */
@WholePortal
class CutUploadTests {
    private static final String EDIT = "/publishing/better-information-means-better-care/edit";
    private static final String FILE =
            "--x\r\nContent-Disposition: form-data; name=\"videoFile\"; filename=\"film.mp4\"\r\n"
                    + "Content-Type: video/mp4\r\n\r\n";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    ApplicationContext portal;

    @Test
    void saysNothingOfUploadsThatWereRefusedOrCutOff() throws Exception {
        var practice = cast.practice("Upload Surgery");
        var patient = cast.signedIn(port, cast.accountOf(cast.adult("Una Upload", practice)));
        var editor = cast.signedIn(port, cast.editor());
        var server = new OwnServer(portal);
        try (var said = server.listens()) {
            sendPartsOfFiles(List.of(new WebVisitor(port), patient, editor));
            server.awaitRest();
            assertThat(said.lines()).isNotEmpty().noneMatch(line -> line.matches("(?s)ERROR.*|.*(Exception|\tat ).*"));
        }
    }

    /** With its token, which is read first, and after the server has begun to wait for the rest. */
    @Test
    void saysNothingOfOneThatStopsHalfway() throws Exception {
        var editor = cast.signedIn(port, cast.editor());
        var token = editor.get(EDIT).page().select("main input[name=_csrf]").attr("value");
        var server = new OwnServer(portal);
        try (var said = server.listens()) {
            for (var waits : List.of("Expect: 100-continue\r\n", "")) {
                try (var socket = new Socket("localhost", port)) {
                    var out = socket.getOutputStream();
                    out.write(("POST " + EDIT + " HTTP/1.1\r\nHost: localhost\r\nCookie: datachoice="
                                    + editor.cookie("datachoice") + "\r\n" + waits
                                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    if (!waits.isEmpty()) {
                        assertThat(socket.getInputStream().read()).isEqualTo('H'); // go on
                    }
                    out.write(("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n" + FILE)
                            .getBytes(StandardCharsets.UTF_8));
                    out.write(new byte[3_000_000]); // more than the connection holds: somebody has begun to read
                    out.flush();
                }
            }
            server.awaitRest();
            assertThat(said.lines()).isNotEmpty().noneMatch(line -> line.matches("(?s)ERROR.*|.*(Exception|\tat ).*"));
        }
    }

    private void sendPartsOfFiles(List<WebVisitor> visitors) throws IOException {
        for (var visitor : visitors) {
            for (var path : List.of(EDIT, "/sign-in", "/letter-code", "/choices", "/demo/sign-in", "/about")) {
                for (int sent : new int[] {0, 100, 3_000_000, 12_000_000}) {
                    for (var length : List.of(
                            "Content-Length: 20000000", "Content-Length: 400000000", "Transfer-Encoding: chunked")) {
                        sendsAPart(visitor, path, length, sent);
                    }
                }
            }
        }
    }

    private void sendsAPart(WebVisitor visitor, String path, String length, int bytes) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: datachoice="
                            + visitor.cookie("datachoice") + "\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                            + length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            var chunked = length.startsWith("T");
            if (bytes > 0) {
                var body = new byte[bytes];
                System.arraycopy(FILE.getBytes(StandardCharsets.UTF_8), 0, body, 0, Math.min(bytes, FILE.length()));
                out.write(((chunked ? Integer.toHexString(bytes) + "\r\n" : "")).getBytes(StandardCharsets.UTF_8));
                out.write(body);
            }
            out.flush();
        } catch (SocketException refused) {
            // the server does not listen to the end
        }
    }

    @Test
    void saysThatAZeroByteInAFileNameCannotBeUsed() throws Exception {
        var editor = cast.signedIn(port, cast.editor());
        var token = editor.get(EDIT).page().select("main input[name=_csrf]").attr("value");
        for (var name : List.of("a\0.mp4", "fi\0lm")) {
            var body = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n"
                    + FILE.replace("film.mp4", name) + "abc\r\n--x--\r\n";
            editor.send(editor.request(EDIT)
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(editor.status()).isEqualTo(400);
            assertThat(editor.page().select("h1").text()).isEqualTo("We could not use what was sent");
        }
    }
}
