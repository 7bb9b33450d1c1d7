package datachoice.core;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Pages that are the same for everybody: no session, no token, no name. What is not named here is not public. */
public final class PublicAddresses {
    /** Published items with an address of their own at the top, as the choice of a pattern: one, or the next, … */
    public static final String TOP_ITEMS = "accessibility|privacy|cookies|security|contact|other-ways|who-runs-this";

    /** Of the live version; for screens, which are told an address once. */
    public static final String WAITING_ROOM_FILM = "/film/waiting-room.mp4";

    public static final List<String> PATTERNS = List.of(
            "/",
            "/about",
            "/about/journey",
            "/{item:" + TOP_ITEMS + "}",
            "/other-ways.pdf",
            "/leaflets/*",
            "/leaflets/*/v/*",
            "/leaflets/*/v/*/changes",
            "/leaflets/*/{format:a5|large|fold}.pdf",
            "/leaflets/*/v/*/{format:a5|large|fold}.pdf",
            "/leaflets/*/text.txt",
            "/leaflets/*/v/*/text.txt",
            "/archive",
            "/corrections",
            "/corrections/*",
            "/film",
            WAITING_ROOM_FILM,
            Framed.ADDRESS,
            "/press",
            "/press/*",
            "/press/stills/*",
            "/news",
            "/news/*",
            "/signed-out",
            "/robots.txt",
            "/.well-known/security.txt",
            "/actuator/health");

    private static final List<PathPattern> PARSED =
            PATTERNS.stream().map(PathPatternParser.defaultInstance::parse).toList();

    private PublicAddresses() {}

    public static boolean include(String path) {
        var address = PathContainer.parsePath(path);
        return PARSED.stream().anyMatch(pattern -> pattern.matches(address));
    }
}
