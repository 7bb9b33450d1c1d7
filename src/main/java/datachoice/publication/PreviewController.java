package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.publication.text.ArticleReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A draft as others will see it, and beside any of its versions. Nothing is framed for it. */
@Controller
@RequestMapping("/publishing/{slug}")
class PreviewController {
    /** As of every page, without scripts: what then still works, works for everybody. */
    private static final String NO_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    private final PublishingManagement publishing;
    private final Print print;
    private final ArticleReader reader;
    private final MessageSource messages;

    PreviewController(PublishingManagement publishing, Print print, ArticleReader reader, MessageSource messages) {
        this.publishing = publishing;
        this.print = print;
        this.reader = reader;
        this.messages = messages;
    }

    /** Whose eyes it is seen with. */
    enum As {
        /** Everything of it, for those who publish. */
        DESK,
        /** Somebody who is about to answer, of another person too: the facts beside the question first. */
        PATIENT,
        /** Somebody who is not signed in. */
        VISITOR,
        /** As wide as a small phone. */
        NARROW,
        /** In a browser that runs no scripts. */
        NO_SCRIPTS;

        static As of(String typed) {
            return Stream.of(values())
                    .filter(one -> one.asked().equals(typed))
                    .findFirst()
                    .orElse(DESK);
        }

        /** As it stands in the address. */
        public String asked() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @GetMapping("/preview")
    String preview(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String as,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        if (item.draft() == null) {
            return PublishingController.ended(item, request);
        }
        var eyes = As.of(as);
        var content = item.draft().content();
        var sections = PublishedContent.sections(reader, content.body(), item.language());
        model.addAttribute("item", item);
        model.addAttribute("said", content);
        model.addAttribute("as", eyes);
        model.addAttribute(
                "views",
                Stream.of(As.values())
                        .filter(one ->
                                one != As.PATIENT || item.isBesideTheQuestion() && item.kind() == ItemKind.LEAFLET)
                        .toList());
        model.addAttribute("sections", sections);
        model.addAttribute(
                "removed",
                eyes == As.DESK ? reader.read(content.body(), item.language()).removed() : List.of());
        model.addAttribute(
                "preview", messages.getMessage("publishing.preview.strip", new Object[] {item.n() + 1}, Locale.UK));
        model.addAttribute("film", film(content, item.language()));
        if (eyes == As.PATIENT) {
            model.addAttribute("facts", facts(sections, section -> section.fact(item.language())));
            model.addAttribute("factsAbout", facts(sections, section -> section.fact("Maya’s", "Maya")));
        }
        if (eyes == As.VISITOR || eyes == As.PATIENT) {
            model.asMap().remove("user");
        }
        model.addAttribute("narrow", eyes == As.NARROW);
        if (eyes == As.NO_SCRIPTS) {
            response.setHeader("Content-Security-Policy", NO_SCRIPTS);
        }
        return "publication/preview";
    }

    private static List<String> facts(List<SectionView> sections, Function<SectionView, String> read) {
        return PublishedContent.EXPLANATION_FACTS.stream()
                .flatMap(id -> sections.stream().filter(section -> section.id().equals(id) && section.fact() != null))
                .map(read)
                .toList();
    }

    /** On paper, as it would be printed if it went live now. */
    @GetMapping("/preview.pdf")
    ResponseEntity<byte[]> paper(
            @PathVariable String slug, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var item = find(slug, user);
        if (item.draft() == null) {
            PublishingController.ended(item, request);
            return ResponseEntity.status(HttpStatus.FOUND)
                    .location(URI.create("/publishing/" + item.slug()))
                    .build();
        }
        var pdf = print.draft(publishing.asItWouldBe(slug));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"draft-" + item.slug() + ".pdf\"")
                .header("Cache-Control", "no-store")
                .body(pdf);
    }

    /** Any two of its versions and its draft, beside each other, as they were typed. */
    @GetMapping("/compare")
    String compare(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request) {
        var item = find(slug, user);
        if (item.draft() == null && isNext(item, from, to)) {
            return PublishingController.ended(item, request);
        }
        if (item.versions().isEmpty()) {
            return "redirect:/publishing/" + slug; // there is nothing beside its draft
        }
        int last = item.draft() == null ? item.n() : item.n() + 1;
        int after = number(to, last).orElse(last);
        int before = number(from, last).orElse(Math.max(1, after - 1));
        model.addAttribute("item", item);
        model.addAttribute("from", Math.min(before, after));
        model.addAttribute("to", Math.max(before, after));
        model.addAttribute("last", last);
        model.addAttribute(
                "changes", Comparison.of(said(item, Math.min(before, after)), said(item, Math.max(before, after))));
        return "publication/compare";
    }

    /** Whether one of them is what the draft would have become. */
    private static boolean isNext(ItemPage item, String from, String to) {
        return Stream.of(from, to)
                .flatMap(typed -> TypedNumbers.read(typed).stream())
                .anyMatch(n -> n == item.n() + 1);
    }

    private static Optional<Integer> number(String typed, int last) {
        return TypedNumbers.read(typed).filter(n -> n >= 1 && n <= last);
    }

    private Content said(ItemPage item, int n) {
        return n > item.n()
                ? Objects.requireNonNull(item.draft()).content()
                : publishing.version(item.slug(), n).orElseThrow(NotFound::new);
    }

    /** As it will be shown, with files that only those who publish may open. */
    private @Nullable FilmView film(Content content, String language) {
        var film = content.film();
        return film == null || film.video() == null ? null : FilmView.of(film, language, "/publishing/files/", reader);
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }
}
