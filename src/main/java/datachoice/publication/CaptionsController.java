package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.media.Captions;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.MediaStore;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Captions as a list, for those who read them without the film, or cannot watch and read at once. */
@Controller
class CaptionsController {
    private final PublishingManagement publishing;
    private final MediaStore store;

    CaptionsController(PublishingManagement publishing, MediaStore store) {
        this.publishing = publishing;
        this.store = store;
    }

    @GetMapping("/publishing/{slug}/captions/{id}")
    String captions(
            @PathVariable String slug, @PathVariable String id, @AuthenticationPrincipal SignedInUser user, Model model)
            throws IOException {
        var item = publishing.item(slug, user).orElseThrow(NotFound::new);
        var file = Ids.parse(id)
                .flatMap(it -> publishing.file(it, FileKind.CAPTIONS))
                .orElseThrow(NotFound::new);
        var kept = store.find(file.id()).orElseThrow(NotFound::new);
        model.addAttribute("item", item);
        model.addAttribute("file", file);
        model.addAttribute("cues", Captions.read(kept.getContentAsByteArray()).cues());
        return "publication/captions";
    }
}
