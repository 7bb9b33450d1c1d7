package datachoice.identity.session;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody signed in with, as far as it says so itself: enough to tell one's own telephone from a stranger's, and
 * not enough to recognise anybody.
 *
 * @param browser end of a message's key, such as {@code firefox}; {@code other} for what we do not know
 * @param system the same, such as {@code windows}
 */
public record Device(String browser, String system) {
    static final Device UNKNOWN = new Device("other", "other");

    private static final int LONGEST = 500;
    private static final Pattern STORED = Pattern.compile("[a-z]{1,20} [a-z]{1,20}");

    /** A name, and the word in the browser's own description by which it is known; the first that is found counts. */
    private record Sign(String name, String word) {}

    private static final List<Sign> BROWSERS = List.of(
            new Sign("edge", "Edg"),
            new Sign("samsung", "SamsungBrowser/"),
            new Sign("opera", "OPR/"),
            new Sign("firefox", "Firefox/"),
            new Sign("firefox", "FxiOS/"),
            new Sign("chrome", "CriOS/"),
            new Sign("chrome", "Chrome/"),
            new Sign("safari", "Safari/"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("iphone", "iPhone"),
            new Sign("ipad", "iPad"),
            new Sign("android", "Android"),
            new Sign("windows", "Windows"),
            new Sign("chromebook", "CrOS"),
            new Sign("mac", "Macintosh"),
            new Sign("linux", "Linux"));

    static Device of(@Nullable String userAgent) {
        var text = userAgent == null ? "" : userAgent.substring(0, Math.min(userAgent.length(), LONGEST));
        return new Device(first(BROWSERS, text), first(SYSTEMS, text));
    }

    private static String first(List<Sign> signs, String text) {
        return signs.stream()
                .filter(sign -> text.contains(sign.word()))
                .map(Sign::name)
                .findFirst()
                .orElse("other");
    }

    /** Unknown for anything that {@link #toString()} has not written. */
    static Device parse(@Nullable Object stored) {
        if (stored instanceof String text && STORED.matcher(text).matches()) {
            var words = text.split(" ");
            return new Device(words[0], words[1]);
        }
        return UNKNOWN;
    }

    /** As the session stores it. */
    @Override
    public String toString() {
        return browser + " " + system;
    }
}
