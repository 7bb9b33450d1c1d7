package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.text.ArticleReader;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What an approver reads before deciding: what would change, and what stayed though the film is another one. */
@Component
@PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
class ApprovalPage {
    private final PublishingManagement publishing;
    private final ItemPages items;
    private final ArticleReader reader;

    ApprovalPage(PublishingManagement publishing, ItemPages items, ArticleReader reader) {
        this.publishing = publishing;
        this.items = items;
        this.reader = reader;
    }

    /** With 409 and the reason; the item's own page if it has no draft any more. */
    public String refused(String slug, SignedInUser user, String problem, Model model, HttpServletResponse response) {
        response.setStatus(409);
        model.addAttribute("problem", problem);
        var item = publishing.item(slug, user).orElseThrow(NotFound::new);
        if (item.draft() == null) {
            return items.show(item, model);
        }
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new ReasonForm(""));
        }
        return show(item, model);
    }

    /** @param item one with a draft */
    public String show(ItemPage item, Model model) {
        var now = item.draft().content();
        model.addAttribute("item", item);
        model.addAttribute("said", now);
        model.addAttribute(
                "sections",
                item.live() == null ? PublishedContent.sections(reader, now.body(), item.language()) : List.of());
        model.addAttribute(
                "left", item.live() == null ? List.of() : left(item.live().filmOrNone(), now.filmOrNone()));
        model.addAttribute("changes", item.live() == null ? List.of() : Comparison.of(item.live(), now));
        model.addAttribute(
                "removed",
                Stream.of(
                                now.body(),
                                Objects.requireNonNullElse(now.filmOrNone().transcript(), ""))
                        .flatMap(text -> reader.read(text).removed().stream())
                        .toList());
        return "publication/approve";
    }

    /** Names of what belongs to a film and stayed as it was, where the film itself is another one. */
    private static List<String> left(Film before, Film now) {
        if (before.video() == null || now.video() == null || before.video().equals(now.video())) {
            return List.of();
        }
        return Stream.of(
                        same("posterFile", before.poster(), now.poster()),
                        same("posterAlt", before.posterAlt(), now.posterAlt()),
                        same("captionsFile", before.captions(), now.captions()),
                        same("transcript", before.transcript(), now.transcript()))
                .flatMap(Optional::stream)
                .map(field -> "publishing." + field + ".label")
                .toList();
    }

    private static Optional<String> same(String field, @Nullable Object before, @Nullable Object now) {
        return before != null && before.equals(now) ? Optional.of(field) : Optional.empty();
    }
}
