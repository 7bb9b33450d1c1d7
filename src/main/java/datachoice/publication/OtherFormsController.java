package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.PublishingManagement.FileGone;
import datachoice.publication.media.FileKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The same film and the same words for those who see or hear them otherwise: described, signed, silent for a waiting room,
 * read aloud. A page of its own, for it comes last: another film or another word makes them wrong, and takes them out.
 */
@Controller
@RequestMapping("/publishing/{slug}/forms")
class OtherFormsController {
    private final PublishingManagement publishing;
    private final ChosenFiles files;
    private final ItemPages items;

    OtherFormsController(PublishingManagement publishing, ChosenFiles files, ItemPages items) {
        this.publishing = publishing;
        this.files = files;
        this.items = items;
    }

    /** Only of a draft: what is live is not changed, and a draft begins with its words. */
    @GetMapping
    String forms(
            @PathVariable String slug,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request) {
        var item = find(slug, user);
        if (item.draft() == null && item.kind().mayHaveFilm()) {
            return PublishingController.ended(item, request);
        }
        model.addAttribute(
                "form", OtherFormsForm.of(draft(item).revision(), draft(item).content()));
        model.addAttribute("decided", item.decided());
        return page(item, draft(item).content(), model);
    }

    @PostMapping
    String save(
            @PathVariable String slug,
            @ModelAttribute("form") OtherFormsForm typed,
            BindingResult errors,
            @RequestParam(defaultValue = "") String decided,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        if (item.draft() == null && item.kind().mayHaveFilm()) {
            response.setStatus(409);
            model.addAttribute("problem", "publishing.forms.moved");
            return items.show(item, model);
        }
        model.addAttribute("decided", decided);
        var content = chosen(typed, draft(item).content(), errors, user);
        model.addAttribute("form", typed.with(content));
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors); // the line above took it out
        if (errors.hasErrors()) {
            var again = Forms.again(response, page(item, content, model));
            if (ChosenFiles.failed(errors)) {
                response.setStatus(503);
            }
            return again;
        }
        try {
            publishing.save(slug, typed.seen(), decided, content, null, user);
            return PublishingController.done(slug, "saved", request);
        } catch (FileGone e) {
            errors.rejectValue(e.field(), ChosenFiles.GONE);
            return Forms.again(response, page(find(slug, user), content, model));
        } catch (DraftMovedOn e) {
            response.setStatus(409);
            model.addAttribute("moved", true);
            return page(item, content, model);
        }
    }

    private Content chosen(OtherFormsForm typed, Content before, Errors errors, SignedInUser user) {
        var film = before.filmOrNone();
        var audio = chosen("audio", FileKind.AUDIO, typed.audioFile(), typed.audio(), typed, errors, user);
        if (film.video() == null) {
            return before.with(before.film(), audio);
        }
        return before.with(
                new Film(
                        film.video(),
                        film.poster(),
                        film.posterAlt(),
                        film.captions(),
                        film.transcript(),
                        chosen(
                                "described",
                                FileKind.VIDEO,
                                typed.describedFile(),
                                typed.described(),
                                typed,
                                errors,
                                user),
                        chosen(
                                "describedCaptions",
                                FileKind.CAPTIONS,
                                typed.describedCaptionsFile(),
                                typed.describedCaptions(),
                                typed,
                                errors,
                                user),
                        chosen(
                                "waitingRoom",
                                FileKind.VIDEO,
                                typed.waitingRoomFile(),
                                typed.waitingRoom(),
                                typed,
                                errors,
                                user),
                        chosen("signed", FileKind.VIDEO, typed.signedFile(), typed.signed(), typed, errors, user),
                        film.allSpoken()),
                audio);
    }

    private @Nullable UUID chosen(
            String name,
            FileKind kind,
            @Nullable MultipartFile upload,
            @Nullable String before,
            OtherFormsForm typed,
            Errors errors,
            SignedInUser user) {
        return typed.takesOut(name) ? null : files.file(name + "File", kind, upload, before, errors, user);
    }

    private String page(ItemPage item, Content content, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("hasFilm", content.filmOrNone().video() != null);
        model.addAttribute("now", now(content));
        return "publication/other-forms";
    }

    /** Those that are there, by the names of their fields. */
    private Map<String, MediaFile> now(Content content) {
        var film = content.filmOrNone();
        var now = new HashMap<String, MediaFile>();
        put(now, "described", film.described());
        put(now, "describedCaptions", film.describedCaptions());
        put(now, "waitingRoom", film.waitingRoom());
        put(now, "signed", film.signed());
        put(now, "audio", content.audio());
        return now;
    }

    private void put(Map<String, MediaFile> now, String name, @Nullable UUID id) {
        if (id != null) {
            publishing.file(id).ifPresent(file -> now.put(name, file));
        }
    }

    private static DraftView draft(ItemPage item) {
        if (item.draft() == null || !item.kind().mayHaveFilm()) {
            throw new NotFound();
        }
        return item.draft();
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }
}
