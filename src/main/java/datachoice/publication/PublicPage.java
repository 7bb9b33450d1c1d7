package datachoice.publication;

import jakarta.servlet.http.HttpServletResponse;

/** A page that is the same for everybody: no session, no token, no name. */
public final class PublicPage {
    public static final String CACHE = "public, max-age=60, must-revalidate";

    private PublicPage() {}

    /** Lets browsers and proxies keep it for a minute, and then ask by its ETag whether it is still the same. */
    public static void mark(HttpServletResponse response) {
        response.setHeader("Cache-Control", CACHE);
    }
}
