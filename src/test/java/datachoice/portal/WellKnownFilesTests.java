package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.WholePortal;
import datachoice.core.PortalSettings;
import datachoice.identity.WebVisitor;
import datachoice.publication.OperatorLookup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;

/** DTAC v2: a reporter finds out whom to tell. T32: search engines are kept out of a demo. */
@WholePortal
class WellKnownFilesTests {
    @LocalServerPort
    int port;

    @Autowired
    PortalSettings settings;

    @Autowired
    OperatorLookup operators;

    @Test
    void whomToTellStandsInTheUsualPlace() {
        var answer = new WebVisitor(port).get("/.well-known/security.txt");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("text/plain;charset=UTF-8");
        var fields = fields(answer.body());
        assertThat(fields)
                .containsEntry("Contact", "mailto:help@demo.example")
                .containsEntry("Policy", settings.link("/security"))
                .containsEntry("Canonical", settings.link("/.well-known/security.txt"));
        assertThat(Instant.parse(fields.get("Expires")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(30)), Instant.now().plus(Duration.ofDays(364)));
        assertThat(new WebVisitor(port).get("/security").status()).isEqualTo(200);
    }

    @Test
    void aSettingNamesSomebodyElse() {
        assertThat(contact("security@example.org")).isEqualTo("mailto:security@example.org");
        assertThat(contact("https://example.org/report")).isEqualTo("https://example.org/report");
        assertThat(contact(" tel:+44-1632-960-123 ")).isEqualTo("tel:+44-1632-960-123");
    }

    private String contact(String setting) {
        var files = new WellKnownFiles(settings, operators, Clock.systemUTC(), setting);
        return fields(files.security(new MockHttpServletResponse())).get("Contact");
    }

    private static Map<String, String> fields(String text) {
        return Arrays.stream(text.split("\n"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    @Test
    void robotsStayOutOfADemo() {
        var answer = new WebVisitor(port).get("/robots.txt");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("User-agent: *\nDisallow: /\n");
    }
}
