package datachoice.publication;

import datachoice.publication.FormsView.Form;
import datachoice.publication.paper.PaperFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In which forms a leaflet can be had: each text that is live, and each form that is made of it. */
@Component
class Forms {
    private final PublishedContent content;
    private final PaperFolder folder;

    Forms(PublishedContent content, PaperFolder folder) {
        this.content = content;
        this.folder = folder;
    }

    /**
     * Of the text that a page shows first, then of the English one and its editions, as they are live.
     *
     * @param editions of that text, or of the one that it is an edition of
     */
    List<FormsView> around(ContentView shown, List<EditionView> editions) {
        var source = shown.editionOf();
        var english = source == null ? Stream.<ContentView>empty() : content.live(source.slug()).stream();
        return Stream.of(Stream.of(shown), english, live(editions).filter(item -> !item.slug()
                        .equals(shown.slug())))
                .flatMap(items -> items)
                .map(item -> view(item, edition(item, editions), item == shown))
                .toList();
    }

    /** Of the leaflet, for pages about something else. */
    List<FormsView> ofTheExplanation() {
        var explanation = content.explanation();
        var editions = content.editions(explanation.slug());
        return Stream.concat(Stream.of(explanation), live(editions))
                .map(item -> view(item, edition(item, editions), false))
                .toList();
    }

    private Stream<ContentView> live(List<EditionView> editions) {
        return editions.stream().flatMap(edition -> content.version(edition.slug(), edition.n()).stream());
    }

    private static @Nullable EditionView edition(ContentView item, List<EditionView> editions) {
        return editions.stream()
                .filter(edition -> edition.slug().equals(item.slug()))
                .findFirst()
                .orElse(null);
    }

    private FormsView view(ContentView item, @Nullable EditionView edition, boolean here) {
        var address = here ? item.permanentAddress() : "/leaflets/" + item.slug();
        var forms = new ArrayList<Form>();
        if (!here) {
            forms.add(new Form("page", edition == null ? item.address() : edition.pageAddress(), "", 0, 0));
        }
        if (!item.audioUrl().isEmpty()) {
            forms.add(new Form("audio", item.audioUrl(), "audio/mpeg", 0, 0));
        }
        for (var format : PaperFormat.values()) {
            if (format.suits(item)) {
                var size = folder.size(format.name(item)).orElse(new PaperFolder.Size(0, 0));
                forms.add(
                        new Form(format.name(), format.below(address), "application/pdf", size.pages(), size.bytes()));
            }
        }
        forms.add(new Form("text", address + "/text.txt", "text/plain", 0, 0));
        var source = item.editionOf();
        return new FormsView(
                item.slug(),
                item.title(),
                item.language(),
                source == null ? "en" : item.isEasyRead() ? source.edition().name() : source.language(),
                item.matches(),
                edition != null && edition.older(),
                List.copyOf(forms));
    }
}
