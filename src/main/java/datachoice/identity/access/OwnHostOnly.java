package datachoice.identity.access;

import datachoice.core.PortalSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers to the portal's own name only: whoever makes another name lead here, as in DNS rebinding, gets nothing. By
 * number it can be asked whether it is well, for health checks inside the network. The demo also answers to names and
 * numbers of the machine it runs on, and, where {@code SERVER_ADDRESS} opens it to a network, to numbers there: a page
 * elsewhere cannot make a number lead here.
 */
class OwnHostOnly extends OncePerRequestFilter {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]+]");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern EVERY_ADDRESS = Pattern.compile("0\\.0\\.0\\.0|::|\\[::]");

    private final PortalSettings settings;
    private final SafetyHeaders headers;
    private final String address;

    OwnHostOnly(PortalSettings settings, SafetyHeaders headers, Environment environment) {
        this.settings = settings;
        this.headers = headers;
        this.address = environment.getProperty("server.address", "");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isServed(request.getServerName(), request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            headers.writeHeaders(request, response);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private boolean isServed(String host, String path) {
        return host.equalsIgnoreCase(settings.baseUrl().getHost())
                || path.equals("/actuator/health") && isNumberOrLocal(host)
                || settings.demo() && isServedInDemo(host);
    }

    private boolean isServedInDemo(String host) {
        return isLocal(host)
                || host.equalsIgnoreCase(address)
                || EVERY_ADDRESS.matcher(address).matches()
                        && NUMBER.matcher(host).matches();
    }

    private static boolean isNumberOrLocal(String host) {
        return isLocal(host) || NUMBER.matcher(host).matches();
    }

    private static boolean isLocal(String host) {
        return THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
