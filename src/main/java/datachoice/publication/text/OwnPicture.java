package datachoice.publication.text;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * A drawing that came with the software, as a text may show it: {@code ![words for it](art:easy-letter)}. Everything else
 * stays out, so that no text makes a reader's browser ask another host for anything.
 */
final class OwnPicture {
    private static final Pattern MEANT = Pattern.compile("art:([a-z0-9]+(?:-[a-z0-9]+)*)");

    /** What stands in the cleaned HTML. */
    static final Pattern ADDRESS = Pattern.compile("/assets/art/[a-z0-9-]+\\.svg");

    private OwnPicture() {}

    static boolean isMeant(@Nullable String destination) {
        var named = destination == null ? null : MEANT.matcher(destination);
        return named != null
                && named.matches()
                && new ClassPathResource("static/assets/art/" + named.group(1) + ".svg").exists();
    }

    /**
     * @param destination one that {@link #isMeant}
     * @param addresses gives the address by which browsers may keep it
     */
    static String html(String destination, String alt, UnaryOperator<String> addresses) {
        return "<img class=\"app-art\" src=\"%s\" alt=\"%s\" width=\"200\" height=\"200\" />"
                .formatted(
                        addresses.apply("/assets/art/" + destination.substring("art:".length()) + ".svg"),
                        HtmlUtils.htmlEscape(alt));
    }
}
