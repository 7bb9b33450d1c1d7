package datachoice.identity.access;

import datachoice.core.Framed;
import datachoice.core.PortalSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * Headers of every answer: pages, files, redirects, errors. A handler that sets one of them itself is stricter on purpose,
 * so its own stays; but nothing other than the page that is made for frames lets itself be framed.
 */
@Component
class SafetyHeaders implements HeaderWriter {
    private static final String POLICY = "Content-Security-Policy";
    private static final String OUT_OF_FRAMES = "frame-ancestors 'none'";
    private static final String NO_FRAMES = "X-Frame-Options";

    private final Map<String, String> headers = new LinkedHashMap<>();

    SafetyHeaders(PortalSettings settings) {
        headers.put(
                POLICY,
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
                        + "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
                        + OUT_OF_FRAMES);
        headers.put(NO_FRAMES, "DENY");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
                        + "fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
                        + "picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
                        + "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()");
        if (settings.secure()) {
            headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean framed = mayBeFramed(request, response);
        headers.forEach((name, value) -> {
            if (!response.containsHeader(name) && !(framed && name.equals(NO_FRAMES))) {
                response.setHeader(name, value);
            }
        });
        var policy = response.getHeader(POLICY); // browsers ask it, and then not the older header
        boolean gone =
                policy == null; // an answer that was on its way already: somebody cut a file off while sending it
        if (!framed && !gone && !policy.contains(OUT_OF_FRAMES)) {
            response.setHeader(POLICY, headers.get(POLICY));
        }
    }

    /** Two locks: the one address, answering well, and the one policy, which only the page itself sends. */
    private static boolean mayBeFramed(HttpServletRequest request, HttpServletResponse response) {
        return Framed.ADDRESS.equals(request.getRequestURI())
                && response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
                && Framed.POLICY.equals(response.getHeader(POLICY));
    }
}
