package datachoice.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

/** Decision 23: what cannot be read is not there, and is no fault either. */
class RememberedTests {
    @Test
    void leavesOutWhatANewerReleaseWrote() {
        var request = new MockHttpServletRequest();
        var session = new MockHttpSession() {
            @Override
            public Enumeration<String> getAttributeNames() {
                return Collections.enumeration(List.of("login", "begun"));
            }
        };
        session.setAttribute("login", "of whoever");
        request.setSession(session);

        var visit = new SignInSession(null, Clock.systemUTC());
        visit.goBack(request, visit.before(request));

        assertThat(session.getAttribute("login")).isEqualTo("of whoever");
    }
}
