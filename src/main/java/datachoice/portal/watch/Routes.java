package datachoice.portal.watch;

import datachoice.core.PublicAddresses;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Addresses without what they hold: whatever is not a word of one of our own routes becomes a star. Works for addresses
 * that no route has, and for requests that never came as far as one.
 */
@Component
class Routes {
    private static final int DEEPEST = 8;
    private static final Set<String> OPEN = Set.of("", "error", "media", "leaflets", "news");

    private final ObjectProvider<RequestMappingHandlerMapping> handlers;
    private @Nullable Set<String> words;
    private @Nullable Set<String> privateParts;

    Routes(ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.handlers = handlers;
    }

    /**
     * Such as {@code /choices/*&#47;check/*}; of a strange, deep address only the first parts.
     *
     * @param path null where the server could not make out what was asked for
     */
    String of(@Nullable String path) {
        if (path == null) {
            return "*";
        }
        var known = words();
        return Stream.of(path.split("/", DEEPEST + 2))
                .skip(1)
                .limit(DEEPEST)
                .map(part -> part.isEmpty() || known.contains(part) ? part : "*")
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Below an address that not everybody may read: what is not there may be there for somebody else. */
    boolean isPrivate(String route) {
        var known = privateParts;
        if (known == null) {
            known = patterns()
                    .filter(pattern -> !PublicAddresses.include(pattern))
                    .map(pattern -> first(pattern))
                    .filter(part -> !OPEN.contains(part) && isWord(part))
                    .collect(Collectors.toUnmodifiableSet());
            privateParts = known;
        }
        return known.contains(first(route));
    }

    private Set<String> words() {
        var known = words;
        if (known == null) {
            known = patterns()
                    .flatMap(pattern -> Stream.of(pattern.split("/")))
                    .filter(Routes::isWord)
                    .collect(Collectors.toUnmodifiableSet());
            words = known;
        }
        return known;
    }

    private Stream<String> patterns() {
        return handlers.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route -> route.getPatternValues().stream());
    }

    private static boolean isWord(String part) {
        return !part.contains("{") && !part.contains("*");
    }

    private static String first(String address) {
        return address.split("/", 3).length > 1 ? address.split("/", 3)[1] : "";
    }
}
