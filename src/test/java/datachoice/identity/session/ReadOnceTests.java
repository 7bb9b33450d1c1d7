package datachoice.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** A session is read once for each request, and a cookie sent only to a browser that does not have it. */
class ReadOnceTests {
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private ReadOnce ids;

    @BeforeEach
    void setUp() {
        var cookie = new DefaultCookieSerializer();
        cookie.setUseBase64Encoding(false);
        var cookies = new CookieHttpSessionIdResolver();
        cookies.setCookieSerializer(cookie);
        ids = new ReadOnce(cookies);
        request.setCookies(new Cookie("SESSION", "mine"));
    }

    @Test
    void handsOutAnIdOnce() {
        assertThat(ids.resolveSessionIds(request)).containsExactly("mine");
        assertThat(ids.resolveSessionIds(request)).isEmpty();
        request.setDispatcherType(DispatcherType.ERROR);
        assertThat(ids.resolveSessionIds(request))
                .as("the page about an error knows who is signed in")
                .containsExactly("mine");
    }

    @Test
    void sendsNoCookieThatTheBrowserHas() {
        ids.resolveSessionIds(request);
        ids.setSessionId(request, response, "mine");
        assertThat(response.getCookie("SESSION")).isNull();
    }

    @Test
    void sendsANewOne() {
        ids.resolveSessionIds(request);
        ids.setSessionId(request, response, "after-sign-in");
        assertThat(response.getCookie("SESSION").getValue()).isEqualTo("after-sign-in");
    }

    @Test
    void endsTheCookie() {
        ids.resolveSessionIds(request);
        ids.expireSession(request, response);
        assertThat(response.getCookie("SESSION").getMaxAge()).isZero();
    }
}
