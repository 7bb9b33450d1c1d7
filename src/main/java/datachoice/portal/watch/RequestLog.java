package datachoice.portal.watch;

import datachoice.core.Base32;
import datachoice.core.Failure;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Gives each request a reference, which stands in every line of the log that is written meanwhile and on the page that says
 * what went wrong, so that somebody on the phone can name it. Each request that was refused or failed gets one line, by
 * its {@link Routes route}: no address as it was typed, nothing that was sent, and not who.
 *
 * <p>What was mistyped, on a form (422) or as a public address (404), is no news.
 */
class RequestLog extends ValveBase {
    /** Of the request, for pages: its reference, such as 7QK-R2M-9XB. Unlike a receipt's, in three parts. */
    static final String REFERENCE = "problemReference";

    /** Of the request: an enum that says why it was refused, where a module knows. */
    static final String BECAUSE = RequestLog.class.getName() + ".BECAUSE";

    /** Of a line of the log. */
    private static final String IN_LOG = "request";

    private static final Set<Integer> REFUSED = Set.of(400, 403, 405, 409, 413, 415, 429);
    private static final Set<String> VISITORS_CONNECTION = Set.of(
            "org.apache.tomcat.util.net.NioChannel",
            "org.apache.tomcat.util.net.SecureNioChannel",
            "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper");
    private static final Logger LOG = LoggerFactory.getLogger("datachoice.requests");

    private final Routes routes;
    private final ObjectProvider<Figures> figures;

    RequestLog(Routes routes, ObjectProvider<Figures> figures) {
        super(true);
        this.routes = routes;
        this.figures = figures;
    }

    /** What a request failed of is said here, and not by Tomcat as well. Its name for itself differs where there are two. */
    @Override
    protected synchronized void startInternal() throws LifecycleException {
        super.startInternal();
        var tomcat = "org.apache.catalina.core.ContainerBase.[%s].[localhost].[/].[dispatcherServlet]";
        LoggingSystem.get(getClass().getClassLoader())
                .setLogLevel(tomcat.formatted(getContainer().getName()), LogLevel.OFF);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var reference = newReference();
        request.setAttribute(REFERENCE, reference);
        MDC.put(IN_LOG, reference);
        try {
            getNext().invoke(request, response);
        } finally {
            try {
                ended(request, response);
            } finally {
                MDC.remove(IN_LOG);
            }
        }
    }

    private static String newReference() {
        var signs = Base32.random(9);
        return signs.substring(0, 3) + "-" + signs.substring(3, 6) + "-" + signs.substring(6);
    }

    private void ended(Request request, Response response) {
        int status = response.getStatus();
        var failure = failure(request);
        boolean failed = status >= 500 || status < 400 && response.isError(); // an answer that was cut short
        boolean sent = "POST".equals(request.getMethod());
        if (!failed && !sent && status < 400) {
            return; // nearly all
        }
        var route = routes.of(request.getRequestURI());
        if (sent) {
            figures.ifAvailable(counted -> counted.sent(route, status));
        }
        var line = "%s %s %d%s".formatted(method(request), route, status, because(request, failure, failed));
        if (failed && !isGone(failure)) {
            if (status == 503 || failure == null) {
                LOG.error(
                        "Failed: {}", line); // the database, or more than enough to do: where in our code says nothing
            } else {
                LOG.error("Failed: {}", line, failure);
            }
        } else if (REFUSED.contains(status) || status == 404 && routes.isPrivate(route)) {
            LOG.info("Refused: {}", line);
        }
    }

    private static @Nullable Throwable failure(Request request) {
        var noted = Failure.in(request);
        return noted != null
                ? noted
                : request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown ? thrown : null;
    }

    /** Names of kinds, never the failure's own words: they may quote what was sent. */
    private static String because(Request request, @Nullable Throwable failure, boolean failed) {
        if (request.getAttribute(BECAUSE) instanceof Enum<?> why) {
            return ", " + why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (failure == null || !failed && !isOurs(failure)) {
            return "";
        }
        var deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        var name = failure.getClass().getSimpleName();
        return ", "
                + (deepest == failure
                        ? name
                        : name + " by " + deepest.getClass().getSimpleName());
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getClass().getName().startsWith("datachoice.");
    }

    /**
     * Whoever asked has closed the connection: nobody is left to be answered. What the server notices only when it sends
     * the last of an answer comes bare, as it left the connection to the visitor; a file or a database breaks elsewhere.
     */
    static boolean isGone(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException || cause instanceof IOException && isOfTheConnection(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheConnection(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(VISITORS_CONNECTION::contains);
    }

    /** A method that nobody has heard of is text that was sent. */
    private static String method(Request request) {
        return Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
                        .contains(request.getMethod())
                ? request.getMethod()
                : "*";
    }
}
