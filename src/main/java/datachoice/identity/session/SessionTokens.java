package datachoice.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** The token that each of our forms carries, as a string in the session. */
public class SessionTokens implements CsrfTokenRepository {
    private static final String ATTRIBUTE = "token";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token: what pages of the time before carry is refused from now on. */
    static void renew(HttpSession session) {
        session.setAttribute(ATTRIBUTE, random());
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(random());
    }

    /** A form that arrives without a session gets none for it: it is refused, and nobody waits for the next token. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        var reading = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        var session = request.getSession(token != null && reading);
        if (session == null) {
            return;
        }
        if (token == null) {
            session.removeAttribute(ATTRIBUTE);
        } else {
            session.setAttribute(ATTRIBUTE, token.getToken());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String text && !text.isEmpty()
                ? token(text)
                : null;
    }

    private static CsrfToken token(String text) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", text);
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
