package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.PublicAddresses;
import datachoice.publication.checks.Links;
import datachoice.publication.checks.OwnPages;
import datachoice.publication.text.ArticleReader;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Answers from what is live and from the routes that there are; nothing is fetched. */
@Component
class PublishedPages implements OwnPages {
    private static final Pattern ITEM = Pattern.compile("/(" + PublicAddresses.TOP_ITEMS + ")");
    private static final Pattern NEWS = Pattern.compile("/news/([a-z0-9-]{1,100})");
    private static final Pattern LEAFLET =
            Pattern.compile("/leaflets/([a-z0-9-]{1,100})(?:\\.pdf|/(?:a5|large|fold)\\.pdf|/text\\.txt)?");
    private static final Pattern VERSION = Pattern.compile(
            "/leaflets/([a-z0-9-]{1,100})/v/([1-9][0-9]{0,5})(?:\\.pdf|/(?:a5|large|fold)\\.pdf|/text\\.txt|/changes)?");
    private static final Pattern CORRECTION = Pattern.compile("/corrections/([1-9][0-9]{0,5})");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Pattern JOURNEY = Pattern.compile("collected|step-[1-9][0-9]?|table|not-this");
    private static final Pattern FILE = Pattern.compile("/media/([0-9a-f-]{36})");
    private static final Pattern ASSET = Pattern.compile("/assets/([a-zA-Z0-9/_-]+\\.[a-z0-9]{2,5})");
    /** What somebody who chooses sees behind these; everything else that is not public is for people at work. */
    private static final Pattern FOR_EVERYBODY = Pattern.compile("/(?:choices|letter-code|sign-in)");

    private final PublishedContent content;
    private final ContentVersions versions;
    private final PublishedCorrections corrections;
    private final MediaFiles files;
    private final ArticleReader reader;
    private final ObjectProvider<RequestMappingHandlerMapping> routes;

    PublishedPages(
            PublishedContent content,
            ContentVersions versions,
            PublishedCorrections corrections,
            MediaFiles files,
            ArticleReader reader,
            ObjectProvider<RequestMappingHandlerMapping> routes) {
        this.content = content;
        this.versions = versions;
        this.corrections = corrections;
        this.files = files;
        this.reader = reader;
        this.routes = routes;
    }

    @Override
    public boolean answer(String path, String anchor) {
        if (path.equals("/about")) {
            return isLive(PublishedContent.EXPLANATION, ItemKind.LEAFLET, anchor);
        }
        if (path.equals("/film")) {
            return hasFrame(anchor)
                    && content.live(PublishedContent.EXPLANATION)
                            .filter(it -> it.film() != null)
                            .isPresent();
        }
        var found = first(path, anchor);
        if (found.isPresent()) {
            return found.get();
        }
        return (PublicAddresses.include(path) || FOR_EVERYBODY.matcher(path).matches())
                && (hasFrame(anchor) || isElsewhere(path, anchor))
                && hasRoute(path);
    }

    /** What every page has. */
    private static boolean hasFrame(String anchor) {
        return anchor.isEmpty() || anchor.equals("maincontent");
    }

    /** Places on pages that are no text of ours. */
    private boolean isElsewhere(String path, String anchor) {
        return switch (path) {
            case "/archive" ->
                SLUG.matcher(anchor).matches() && versions.findNewest(anchor).isPresent();
            case "/about/journey" -> JOURNEY.matcher(anchor).matches();
            default -> false;
        };
    }

    private Optional<Boolean> first(String path, String anchor) {
        return Stream.of(
                        match(ITEM, path).map(it -> isLive(it.group(1), ItemKind.PAGE, anchor)),
                        match(NEWS, path).map(it -> isLive(it.group(1), ItemKind.NEWS, anchor)),
                        match(LEAFLET, path).map(it -> isVersion(it.group(1), Integer.MAX_VALUE, anchor)),
                        match(VERSION, path).map(it -> isVersion(it.group(1), Integer.parseInt(it.group(2)), anchor)),
                        match(CORRECTION, path)
                                .map(it -> hasFrame(anchor)
                                        && corrections
                                                .find(Integer.parseInt(it.group(1)))
                                                .isPresent()),
                        match(FILE, path)
                                .map(it -> anchor.isEmpty()
                                        && Ids.parse(it.group(1))
                                                .flatMap(files::published)
                                                .isPresent()),
                        match(ASSET, path)
                                .map(it -> anchor.isEmpty()
                                        && new ClassPathResource("static/assets/" + it.group(1)).exists()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<MatchResult> match(Pattern pattern, String path) {
        var matcher = pattern.matcher(path);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private boolean isLive(String slug, ItemKind kind, String anchor) {
        return content.live(slug)
                .filter(it -> it.kind() == kind && hasPlace(slug, it.n(), anchor, kind.address(slug)))
                .isPresent();
    }

    /** @param n any number for one version; {@link Integer#MAX_VALUE} for the one that is live, which must not be withdrawn */
    private boolean isVersion(String slug, int n, String anchor) {
        int newest = n == Integer.MAX_VALUE
                ? content.live(slug).map(ContentView::n).orElse(0)
                : versions.findNewest(slug).map(ContentVersion::n).orElse(0);
        return newest > 0
                && (n == Integer.MAX_VALUE || n <= newest)
                && hasPlace(slug, Math.min(n, newest), anchor, "/leaflets/" + slug);
    }

    private boolean hasPlace(String slug, int n, String anchor, String address) {
        return anchor.isEmpty()
                || versions.findById(new ContentVersion.Number(slug, n))
                        .filter(version -> Links.places(
                                        reader.read(version.content().body()),
                                        version.content().hasFilm(),
                                        address)
                                .contains(anchor))
                        .isPresent();
    }

    private boolean hasRoute(String path) {
        var address = PathContainer.parsePath(path);
        return routes.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(PublishedPages::isRead)
                .flatMap(info -> Optional.ofNullable(info.getPathPatternsCondition()).stream())
                .flatMap(condition -> condition.getPatterns().stream())
                .anyMatch(pattern -> pattern.matches(address));
    }

    private static boolean isRead(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }
}
