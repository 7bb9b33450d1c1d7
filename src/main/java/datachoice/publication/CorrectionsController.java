package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.Corrections.CorrectionMovedOn;
import datachoice.publication.Corrections.CorrectionWrote;
import datachoice.publication.Corrections.NotWordForWord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a correction is written, and where a second person reads and publishes it. */
@Controller
@RequestMapping("/publishing/{slug}/corrections")
class CorrectionsController {
    private final PublishingManagement publishing;
    private final Corrections corrections;
    private final ItemPages items;

    CorrectionsController(PublishingManagement publishing, Corrections corrections, ItemPages items) {
        this.publishing = publishing;
        this.items = items;
        this.corrections = corrections;
    }

    /** Empty, or with what one that waits says now. */
    @GetMapping("/new")
    String write(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String of,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var item = find(slug, user);
        model.addAttribute(
                "form",
                Optional.ofNullable(of)
                        .flatMap(Ids::parse)
                        .flatMap(id -> corrections.find(slug, id))
                        .map(CorrectionForm::of)
                        .orElseGet(() -> CorrectionForm.about(item)));
        return form(item, model);
    }

    @PostMapping("/new")
    String save(
            @PathVariable String slug,
            @ModelAttribute("form") CorrectionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var item = find(slug, user);
        form.check(errors, item.versions());
        if (errors.hasErrors()) {
            return Forms.again(response, form(item, model));
        }
        try {
            return "redirect:/publishing/" + slug + "/corrections/" + corrections.write(slug, form, user);
        } catch (CorrectionMovedOn e) {
            response.setStatus(409);
            model.addAttribute("problem", "publishing.correction.moved.form");
            model.addAttribute(
                    "form", new CorrectionForm(form.first(), form.last(), form.wrong(), form.right(), form.told(), ""));
            return form(item, model);
        }
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable String slug,
            @PathVariable String id,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var item = find(slug, user);
        return correction(slug, id)
                .map(draft -> page(item, draft, user, model))
                .orElse("redirect:/publishing/" + slug); // it waits no more: whoever comes back sees what became of it
    }

    @PostMapping("/{id}/publish")
    String publish(
            @PathVariable String slug,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String loosely,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        var draft = correction(slug, id);
        if (draft.isEmpty()) {
            return moved(item, model, response);
        }
        try {
            corrections.publish(slug, draft.get().id(), !loosely.isEmpty(), user);
            return PublishingController.done(slug, "corrected", request);
        } catch (CorrectionMovedOn e) {
            return moved(item, model, response);
        } catch (NotWordForWord e) {
            response.setStatus(409);
            model.addAttribute("problem", "publishing.correction.notWordForWord");
            return page(item, draft.get(), user, model);
        } catch (CorrectionWrote e) {
            response.setStatus(409);
            model.addAttribute("problem", "publishing.correction.wrote");
            return page(item, draft.get(), user, model);
        }
    }

    @PostMapping("/{id}/discard")
    String discard(
            @PathVariable String slug,
            @PathVariable String id,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        try {
            corrections.discard(
                    slug,
                    correction(slug, id).orElseThrow(CorrectionMovedOn::new).id());
        } catch (CorrectionMovedOn e) {
            return moved(item, model, response);
        }
        return PublishingController.done(slug, "correctionDiscarded", request);
    }

    /** It was changed, discarded or published since; perhaps by the first of two clicks. */
    private String moved(ItemPage item, Model model, HttpServletResponse response) {
        response.setStatus(409);
        model.addAttribute("problem", "publishing.correction.moved");
        return items.show(item, model);
    }

    private static String form(ItemPage item, Model model) {
        model.addAttribute("item", item);
        return "publication/correction-form";
    }

    private String page(ItemPage item, CorrectionDraft draft, SignedInUser user, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("correction", draft);
        model.addAttribute("counts", item.isBesideTheQuestion());
        model.addAttribute("without", corrections.without(draft));
        model.addAttribute("still", corrections.isStillSaid(draft));
        model.addAttribute("wrote", corrections.wroteIt(draft, user));
        return "publication/correction-check";
    }

    /** Empty also for one that was changed, discarded or published since. */
    private Optional<CorrectionDraft> correction(String slug, String id) {
        return Ids.parse(id).flatMap(it -> corrections.find(slug, it));
    }

    /** Only what was live can be corrected. */
    private ItemPage find(String slug, SignedInUser user) {
        return publishing
                .item(slug, user)
                .filter(item -> !item.versions().isEmpty())
                .orElseThrow(NotFound::new);
    }
}
