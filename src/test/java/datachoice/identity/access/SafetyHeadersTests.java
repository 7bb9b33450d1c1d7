package datachoice.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.Framed;
import datachoice.core.Mode;
import datachoice.core.PortalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** T17: one page can be framed, and only while it answers well. */
class SafetyHeadersTests {
    private static final String POLICY = "Content-Security-Policy";

    private final SafetyHeaders headers = new SafetyHeaders(
            new PortalSettings(Mode.DEMO, Path.of("target"), URI.create("http://localhost:8080"), Period.ZERO));

    @Test
    void thePlayerKeepsItsPolicy() {
        var answer = answer(Framed.ADDRESS, 200, Framed.POLICY);
        assertThat(answer.getHeader(POLICY)).isEqualTo(Framed.POLICY);
        assertThat(answer.getHeader("X-Frame-Options")).isNull();
    }

    @Test
    void nothingElseDoesWhateverItsHandlerSays() {
        staysOut(answer("/about", 200, Framed.POLICY));
        staysOut(answer("/embed/film/", 200, Framed.POLICY));
        staysOut(answer(Framed.ADDRESS, 200, "default-src 'none'; frame-ancestors *"));
        staysOut(answer(Framed.ADDRESS, 500, Framed.POLICY));
        staysOut(answer("/error", 500, Framed.POLICY)); // Tomcat keeps the headers of the page that failed
        staysOut(answer("/about", 200, "default-src 'self'"));
    }

    @Test
    void whatIsStricterStays() {
        var own = "default-src 'none'; frame-ancestors 'none'; sandbox";
        assertThat(answer("/media/x", 200, own).getHeader(POLICY)).isEqualTo(own);
    }

    private MockHttpServletResponse answer(String path, int status, String policy) {
        var answer = new MockHttpServletResponse();
        answer.setStatus(status);
        answer.setHeader(POLICY, policy);
        headers.writeHeaders(new MockHttpServletRequest("GET", path), answer);
        return answer;
    }

    private static void staysOut(MockHttpServletResponse answer) {
        assertThat(answer.getHeader(POLICY)).contains("frame-ancestors 'none'").contains("script-src 'self'");
        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
    }
}
