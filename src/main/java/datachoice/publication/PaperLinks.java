package datachoice.publication;

import datachoice.core.Addresses;
import datachoice.core.PortalSettings;
import datachoice.core.Welsh;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Addresses as paper needs them: in full, and to pages in the language of the text. */
@Component
class PaperLinks {
    private final PublishedContent content;
    private final PortalSettings settings;

    PaperLinks(PublishedContent content, PortalSettings settings) {
        this.content = content;
        this.settings = settings;
    }

    /** @param address of a page of ours, such as "/about" */
    String inFull(String address, ContentView from) {
        return settings.link(Welsh.is(from.locale()) ? Addresses.inWelsh(address) : address);
    }

    /** Where the live version of the same text is read, whichever that is by then; empty if none is live now. */
    Optional<String> newest(ContentView item) {
        return content.live(item.slug()).map(live -> inFull(page(live), live));
    }

    /** The explanation's page shows it in the language of whoever reads it. */
    private static String page(ContentView live) {
        var source = live.editionOf();
        return source != null && Welsh.is(live.locale()) && source.slug().equals(PublishedContent.EXPLANATION)
                ? ItemKind.LEAFLET.address(source.slug())
                : live.address();
    }
}
