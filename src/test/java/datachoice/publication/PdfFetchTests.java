package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T22: whatever a page that is printed names, nobody is asked for it. */
class PdfFetchTests {
    private static final String SVG_IN_DATA = "data-svg";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"{there}/a.png\" alt=\"\"/>",
                "<img src=\"{there}/a.svg\" alt=\"\"/>",
                "<img src=\"/assets/art/../../{there}/a.svg\" alt=\"\"/>",
                "<object type=\"image/svg+xml\" data=\"{there}/a.svg\"></object>",
                "<link rel=\"stylesheet\" href=\"{there}/a.css\"/>",
                "<style>@import url({there}/a.css);</style>",
                "<style>@import '{there}/a.css';</style>",
                "<style>@font-face { font-family: X; src: url({there}/a.ttf) } p { font-family: X }</style>",
                "<style>p { background-image: url({there}/a.png) }</style>",
                "<style>li { list-style-image: url({there}/a.png) }</style><ul><li>x</li></ul>",
                "<p style=\"background: url('{there}/a.png')\">x</p>",
                "<p style=\"content: url({there}/a.png)\">x</p>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">"
                        + "<image width=\"9\" height=\"9\" xlink:href=\"{there}/a.png\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">"
                        + "<use xlink:href=\"{there}/a.svg#x\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><style>@import url({there}/a.css);</style>"
                        + "<rect width=\"9\" height=\"9\"/></svg>",
                SVG_IN_DATA,
                "<a href=\"{there}/a\">x</a>"
            })
    void nobodyIsAsked(String part) throws IOException {
        try (var there = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + there.getLocalPort();
            try {
                new PdfRenderer().render(page((part.equals(SVG_IN_DATA) ? inData() : part), address));
            } catch (RuntimeException noPdf) {
                // a page that cannot be printed asks nobody either
            }
            there.setSoTimeout(150);
            assertThat(asked(there)).as("somebody was asked").isFalse();
        }
    }

    /** So that the above can fail. */
    @Test
    void whoeverIsAskedNotices() throws IOException {
        try (var there = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            there.setSoTimeout(2_000);
            new Socket("127.0.0.1", there.getLocalPort()).close();
            assertThat(asked(there)).isTrue();
        }
    }

    private static boolean asked(ServerSocket there) throws IOException {
        try {
            there.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    private static String inData() {
        var svg =
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>"
                        + "<image width='9' height='9' xlink:href='{there}/a.png'/></svg>";
        return "<img alt=\"\" style=\"width: 9mm; height: 9mm\" src=\"data:image/svg+xml;{base64}" + svg + "\"/>";
    }

    private static String page(String part, String there) {
        var filled = part.replace("{there}", there);
        int at = filled.indexOf("{base64}");
        if (at > 0) {
            var end = filled.indexOf("</svg>") + 6;
            filled = filled.substring(0, at)
                    + "base64,"
                    + Base64.getEncoder()
                            .encodeToString(filled.substring(at + 8, end).getBytes(StandardCharsets.UTF_8))
                    + filled.substring(end);
        }
        boolean head = filled.startsWith("<style") || filled.startsWith("<link");
        return "<html lang=\"en\"><head><title>Paper</title><meta name=\"description\" content=\"Paper\"/>"
                + (head ? filled.replaceFirst("(?s)(</style>|/>).*", "$1") : "")
                + "</head><body><p>Yes</p>"
                + (head ? filled.replaceFirst("(?s).*?(</style>|/>)", "") : filled)
                + "</body></html>";
    }
}
