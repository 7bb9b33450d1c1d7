package datachoice.publication;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * Where the drawings that come with the software are found: at addresses that name what is in them, because browsers keep
 * them for a year.
 */
@Component
class OurPictures {
    /** Pictures of the leaflet, by the section that they stand above. */
    private static final Map<String, String> ART = Map.of(
            "in-short", "choice",
            "own-care", "patient",
            "journey", "journey",
            "how-to-choose", "letter");

    private final ObjectProvider<ResourceUrlProvider> addresses;

    OurPictures(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    /** Null for a section without one. */
    public @Nullable String of(String section) {
        return ART.get(section);
    }

    /** @param name such as "journey" */
    public String address(String name) {
        return named("/assets/art/" + name + ".svg");
    }

    /** The same address with a fingerprint in it; as it is where nobody knows one. */
    String named(String plain) {
        var provider = addresses.getIfAvailable();
        var named = provider == null ? null : provider.getForLookupPath(plain);
        return named == null ? plain : named;
    }
}
