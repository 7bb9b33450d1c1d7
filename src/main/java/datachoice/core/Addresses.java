package datachoice.core;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the language into addresses of our own, and reads it there. */
public final class Addresses {
    private static final String NAME = "lang=";
    public static final String ASKS_FOR_WELSH = NAME + Welsh.TAG;

    private static final Pattern DRAFT = Pattern.compile("draft=[0-9a-f-]{1,36}");

    /** First parts of what has no language: files, and the pages of people at work. */
    private static final Set<String> WITHOUT = Set.of(
            "assets",
            "media",
            "practice",
            "publishing",
            "admin",
            "audit",
            "actuator",
            "robots.txt",
            ".well-known",
            "stay");

    private Addresses() {}

    /** Of several wishes the first counts; any that we do not know is none. */
    public static boolean askForWelsh(@Nullable String query) {
        return query != null
                && parts(query)
                        .filter(part -> part.startsWith(NAME))
                        .findFirst()
                        .filter(ASKS_FOR_WELSH::equals)
                        .isPresent();
    }

    /** The same address, asking for Welsh; as it is where it names a language, is not ours or has none. */
    public static String inWelsh(String url) {
        int hash = url.indexOf('#');
        var page = hash < 0 ? url : url.substring(0, hash);
        int mark = page.indexOf('?');
        var path = mark < 0 ? page : page.substring(0, mark);
        if (!isPage(path) || mark >= 0 && parts(page.substring(mark + 1)).anyMatch(part -> part.startsWith(NAME))) {
            return url;
        }
        return page
                + (mark < 0 ? "?" : page.endsWith("?") ? "" : "&")
                + ASKS_FOR_WELSH
                + (hash < 0 ? "" : url.substring(hash));
    }

    /**
     * The same page without a word about its language. Only an answer that is being changed stays with it: whatever else
     * somebody wrote into a link is not said back.
     */
    public static String inNone(String path, @Nullable String query) {
        return query == null
                ? path
                : parts(query)
                        .filter(part -> DRAFT.matcher(part).matches())
                        .findFirst()
                        .map(draft -> path + "?" + draft)
                        .orElse(path);
    }

    /** A leaflet on paper is in its own language; a receipt is printed in that of the page. */
    private static boolean isPage(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            return false;
        }
        var first = path.substring(1).split("/", 2)[0];
        return !WITHOUT.contains(first)
                && (!path.endsWith(".pdf") && !path.endsWith(".txt") || first.equals("receipts"));
    }

    private static Stream<String> parts(String query) {
        return Arrays.stream(query.split("&"));
    }
}
