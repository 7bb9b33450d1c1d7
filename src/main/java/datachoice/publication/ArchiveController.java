package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.core.TypedNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was said before, what changed, and what was wrong: for everybody, for good. */
@Controller
class ArchiveController {
    private final Archive archive;
    private final PublishedContent content;
    private final PublishedCorrections corrections;

    ArchiveController(Archive archive, PublishedContent content, PublishedCorrections corrections) {
        this.archive = archive;
        this.content = content;
        this.corrections = corrections;
    }

    @GetMapping("/archive")
    String archive(@RequestParam(required = false) @Nullable String page, Model model, HttpServletResponse response) {
        int pages = archive.pages();
        int shown = TypedNumbers.page(page, pages);
        model.addAttribute("items", archive.page(shown));
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        PublicPage.mark(response);
        return "publication/archive";
    }

    /** Against the version before it, unless another one is asked for. */
    @GetMapping("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}/changes")
    String changes(
            @PathVariable String slug,
            @PathVariable int n,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            HttpServletResponse response) {
        var versions = content.versions(slug);
        var to = versions.stream()
                .filter(version -> version.n() == n)
                .findFirst()
                .orElseThrow(NotFound::new);
        int before = TypedNumbers.read(from)
                .filter(asked -> asked != n && asked >= 1 && asked <= versions.size())
                .orElse(n - 1);
        model.addAttribute("slug", slug);
        model.addAttribute("to", to);
        model.addAttribute("from", before);
        model.addAttribute("versions", versions);
        model.addAttribute("changes", archive.changes(slug, before, n).orElse(List.of()));
        PublicPage.mark(response);
        return "publication/version-changes";
    }

    @GetMapping("/corrections")
    String corrections(Model model, HttpServletResponse response) {
        model.addAttribute("corrections", corrections.all());
        PublicPage.mark(response);
        return "publication/corrections";
    }

    @GetMapping("/corrections/{n:[1-9][0-9]{0,5}}")
    String correction(@PathVariable int n, Model model, HttpServletResponse response) {
        var correction = corrections.find(n).orElseThrow(NotFound::new);
        model.addAttribute("correction", correction);
        model.addAttribute("wrong", corrections.versions(correction));
        PublicPage.mark(response);
        return "publication/correction";
    }
}
