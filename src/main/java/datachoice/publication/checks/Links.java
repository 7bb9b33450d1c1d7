package datachoice.publication.checks;

import datachoice.publication.text.Article;
import datachoice.publication.text.Article.Removed;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** The links of a text. */
public final class Links {
    private static final Pattern HREF = Pattern.compile("<a[^>]* href=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("<h[34][^>]* id=\"([^\"]*)\"");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(?:\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{3,25}");
    private static final Pattern HOST = Pattern.compile("(?i)[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}");
    /** What is left of a link that names its target further down, where nothing of that name stands. */
    private static final Pattern LEFT_OVER = Pattern.compile("\\[[^\\]\\[\\n]{1,100}\\]\\[[^\\]\\[\\n]{0,100}\\]");

    private Links() {}

    /** As typed, each once, in reading order. */
    public static List<String> of(Article article) {
        return html(article)
                .flatMap(html -> HREF.matcher(html).results())
                .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .distinct()
                .toList();
    }

    /** Those of them that lead to other sites: a person has to open them. */
    public static List<String> elsewhere(Article article) {
        return of(article).stream().filter(Links::isWeb).toList();
    }

    /**
     * Every place on the page of a text that a link may lead to.
     *
     * @param film it has one
     * @param address of that page
     */
    public static Set<String> places(Article article, boolean film, String address) {
        var places = new HashSet<>(Set.of("maincontent", "contents"));
        if (film) {
            places.add("film");
        }
        if (address.startsWith("/leaflets/")) {
            places.add("versions");
        }
        if (address.startsWith("/leaflets/") || address.equals("/about")) {
            places.add("forms");
        }
        article.sections().forEach(section -> places.add(section.id()));
        html(article).flatMap(html -> ID.matcher(html).results()).forEach(found -> places.add(found.group(1)));
        return places;
    }

    /**
     * Those that cannot be right, also those that nobody would be shown.
     *
     * @param places on the page that the text will be read on
     * @param address of that page
     */
    static List<String> broken(Article article, Set<String> places, String address, OwnPages pages) {
        var broken = new LinkedHashSet<String>();
        article.removed().stream()
                .filter(part -> part.kind() == Removed.Kind.LINK)
                .forEach(part -> broken.add(part.what().isBlank() ? "[…]()" : part.what()));
        LEFT_OVER.matcher(article.words()).results().forEach(found -> broken.add(found.group()));
        for (var link : of(article)) {
            if (!isRight(link, address, places, pages)) {
                broken.add(link);
            }
        }
        return List.copyOf(broken);
    }

    private static boolean isRight(String link, String address, Set<String> places, OwnPages pages) {
        if (isWeb(link)) {
            return hasHost(link);
        }
        if (link.startsWith("mailto:")) {
            return MAIL.matcher(link.substring("mailto:".length()).split("\\?", 2)[0])
                    .matches();
        }
        if (link.startsWith("tel:")) {
            return PHONE.matcher(link.substring("tel:".length())).matches();
        }
        var parts = link.split("#", 2);
        var anchor = parts.length > 1 ? decoded(parts[1]) : "";
        var path = parts[0].split("\\?", 2)[0];
        if (path.isEmpty() || path.equals(address)) {
            return anchor.isEmpty() ? !link.equals("#") : places.contains(anchor);
        }
        return path.startsWith("/") && pages.answer(path, anchor);
    }

    private static boolean isWeb(String link) {
        return link.regionMatches(true, 0, "https://", 0, 8) || link.regionMatches(true, 0, "http://", 0, 7);
    }

    private static boolean hasHost(String link) {
        try {
            var uri = new URI(link);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && HOST.matcher(uri.getHost()).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String decoded(String anchor) {
        try {
            return URLDecoder.decode(anchor.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return anchor;
        }
    }

    private static Stream<String> html(Article article) {
        return article.sections().stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.html()), section.questions().stream().map(Article.Question::html)));
    }
}
