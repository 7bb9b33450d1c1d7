package datachoice.identity.session;

import datachoice.core.Ids;
import datachoice.core.SignedInUser;
import datachoice.identity.CodeRequested.Purpose;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * What a session knows of its owner: with what they signed in, when, whether the second factor was proven, which code is
 * on its way, and the page they were going to. Everything else is read from the database at each request.
 */
@Component
public class SignInSession implements SecurityContextRepository {
    private static final String LOGIN = "login";
    private static final String BEGUN = "begun";
    private static final String SECOND_FACTOR = "second-factor";
    private static final String CODE = "code ";
    private static final String SAVED_PATH = "saved-path";
    private static final String SAVED_FOR = "saved-for";
    private static final String CONFIRMED = "confirmed";
    private static final String PROVEN = "proven";
    static final String DEVICE = "device";
    private static final int LONGEST_PATH = 500;

    private final SignedInUsers users;
    private final Clock clock;

    SignInSession(SignedInUsers users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * Signs in: a new session id, a new token, nothing left from before but the page they were going to.
     *
     * @throws DisabledException if that login may not be used after all: no role is left, or the person is no longer alive
     */
    public SignedInUser begin(HttpServletRequest request, Login login, boolean secondFactor) {
        var validFrom = users.validFrom(login);
        var now = clock.instant().isBefore(validFrom) ? validFrom : clock.instant();
        var user = users.find(login, now, secondFactor)
                .orElseThrow(() -> new DisabledException("A login was proven that may not be used"));
        var session = renewed(request);
        for (var name : Collections.list(session.getAttributeNames())) {
            if (!name.equals(SAVED_PATH) && !name.equals(SAVED_FOR)) {
                session.removeAttribute(name);
            }
        }
        session.setAttribute(LOGIN, login.toString());
        session.setAttribute(BEGUN, now.toEpochMilli());
        session.setAttribute(DEVICE, Device.of(request.getHeader("User-Agent")).toString());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                login.id().toString());
        if (secondFactor) {
            session.setAttribute(SECOND_FACTOR, now.toEpochMilli());
        }
        SessionTokens.renew(session);
        actAs(user);
        return user;
    }

    /**
     * The same visit goes on after its account has changed: all as if it began anew, but nothing that was proven counts
     * as proven later than it was.
     */
    public SignedInUser goOn(HttpServletRequest request, Login login) {
        var before = request.getSession();
        long proven = lastProof(before);
        var secondFactor = before.getAttribute(SECOND_FACTOR);
        var user = begin(request, login, secondFactor instanceof Long);
        var session = request.getSession();
        session.setAttribute(PROVEN, proven);
        if (secondFactor instanceof Long) {
            session.setAttribute(SECOND_FACTOR, secondFactor);
        }
        return user;
    }

    /** The second factor was proven: again a new session id and a new token. */
    public SignedInUser complete(HttpServletRequest request) {
        var session = renewed(request);
        session.setAttribute(SECOND_FACTOR, clock.instant().toEpochMilli());
        session.removeAttribute(CODE + Purpose.SECOND_FACTOR);
        SessionTokens.renew(session);
        var user = user(session).orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
        actAs(user);
        return user;
    }

    /** All that is remembered of this visit, to go back to. */
    public static final class Before {
        private final Map<String, Object> remembered;
        private final SecurityContext context;

        private Before(Map<String, Object> remembered, SecurityContext context) {
            this.remembered = remembered;
            this.context = context;
        }
    }

    public Before before(HttpServletRequest request) {
        var session = request.getSession();
        var remembered = new HashMap<String, Object>();
        for (var name : Collections.list(session.getAttributeNames())) {
            var value = session.getAttribute(name);
            if (value != null) { // a newer release may have written what this one cannot read
                remembered.put(name, value);
            }
        }
        return new Before(remembered, SecurityContextHolder.getContext());
    }

    /** What was begun since could not be written down: nobody is signed in who was not before. */
    public void goBack(HttpServletRequest request, Before before) {
        var session = request.getSession();
        Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
        before.remembered.forEach(session::setAttribute);
        SecurityContextHolder.setContext(before.context);
    }

    /** Whoever is signed in has just shown again who they are: a new session id and a new token. */
    public void confirm(HttpServletRequest request) {
        var session = renewed(request);
        session.setAttribute(CONFIRMED, clock.instant().toEpochMilli());
        session.removeAttribute(CODE + Purpose.CONFIRM);
        SessionTokens.renew(session);
    }

    /** True if whoever is signed in has shown who they are, with all that is asked of them, no longer ago than that. */
    public boolean provenWithin(HttpServletRequest request, Duration time) {
        var session = request.getSession(false);
        return session != null
                && clock.instant()
                        .isBefore(Instant.ofEpochMilli(lastProof(session)).plus(time));
    }

    /** A visit that {@link #goOn goes on} was proven before it began. */
    private static long lastProof(HttpSession session) {
        var first = session.getAttribute(PROVEN) instanceof Long ? PROVEN : BEGUN;
        return Stream.of(first, SECOND_FACTOR, CONFIRMED)
                .map(session::getAttribute)
                .mapToLong(at -> at instanceof Long millis ? millis : 0)
                .max()
                .orElse(0);
    }

    /** Remembers which code this session waits for, so that no other session can use it, nor this one for something else. */
    public void awaitCode(HttpServletRequest request, Purpose purpose, UUID code) {
        request.getSession().setAttribute(CODE + purpose, code.toString());
    }

    public Optional<UUID> awaitedCode(HttpServletRequest request, Purpose purpose) {
        return text(request.getSession(false), CODE + purpose).flatMap(Ids::parse);
    }

    /** It was used: what it was for is done. */
    public void forgetCode(HttpServletRequest request, Purpose purpose) {
        request.getSession().removeAttribute(CODE + purpose);
    }

    /** Remembers where somebody was going who has to sign in first. */
    public void savePath(HttpServletRequest request, String path) {
        if (path.length() <= LONGEST_PATH) {
            var session = request.getSession();
            session.setAttribute(SAVED_PATH, path);
            session.removeAttribute(SAVED_FOR);
        }
    }

    /** The same for a page that belongs to one login: nobody else who signs in here next is sent there. */
    public void savePath(HttpServletRequest request, String path, UUID login) {
        savePath(request, path);
        request.getSession().setAttribute(SAVED_FOR, login.toString());
    }

    /** True if that login came with a letter, and can do so again. */
    public boolean isLetter(UUID login) {
        return users.find(Login.letter(login), clock.instant(), false).isPresent();
    }

    /** The page that this user was going to before signing in. Once: the next call finds none. */
    public Optional<String> takePath(HttpServletRequest request, SignedInUser user) {
        var session = request.getSession();
        var path = text(session, SAVED_PATH);
        var owner = text(session, SAVED_FOR);
        session.removeAttribute(SAVED_PATH);
        session.removeAttribute(SAVED_FOR);
        return path.filter(
                saved -> isOurs(saved) && owner.map(user.getName()::equals).orElse(true));
    }

    /** A path on this site and nothing that a browser could read as another one. */
    static boolean isOurs(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.indexOf('\\') < 0
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            private @Nullable SecurityContext context;

            @Override
            public SecurityContext get() {
                if (context == null) {
                    context = new SecurityContextImpl();
                    present(request).map(SignedInAuthentication::new).ifPresent(context::setAuthentication);
                }
                return context;
            }

            @Override
            public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    private Optional<SignedInUser> present(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                && status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return Optional.empty(); // whatever broke may break the page that says so: it asks nobody anything
        }
        var session = request.getSession(false);
        return session == null ? Optional.empty() : user(session);
    }

    private Optional<SignedInUser> user(HttpSession session) {
        if (!(session.getAttribute(BEGUN) instanceof Long begun)) {
            return Optional.empty();
        }
        return text(session, LOGIN)
                .flatMap(Login::parse)
                .flatMap(login -> users.find(
                        login, Instant.ofEpochMilli(begun), session.getAttribute(SECOND_FACTOR) instanceof Long));
    }

    private static HttpSession renewed(HttpServletRequest request) {
        var session = request.getSession();
        if (!session.isNew()) {
            request.changeSessionId();
        }
        return request.getSession();
    }

    private static void actAs(SignedInUser user) {
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedInAuthentication(user)));
    }

    private static Optional<String> text(@Nullable HttpSession session, String name) {
        return session != null && session.getAttribute(name) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Nothing to do: {@link #begin} has stored what is needed, and an authentication is never stored. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return loadDeferredContext(request).get().getAuthentication() != null;
    }
}
