package datachoice.publication;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.PublishingManagement.FileGone;
import datachoice.publication.media.FileKind;
import datachoice.publication.text.ArticleReader;
import datachoice.publication.typing.Typings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The page on which a draft is written, and where its film comes in. */
@Controller
@RequestMapping("/publishing/{slug}/edit")
class DraftController {
    private final PublishingManagement publishing;
    private final ChosenFiles files;
    private final ArticleReader reader;
    private final Typings typings;
    private final Clock clock;

    DraftController(
            PublishingManagement publishing, ChosenFiles files, ArticleReader reader, Typings typings, Clock clock) {
        this.publishing = publishing;
        this.files = files;
        this.reader = reader;
        this.typings = typings;
        this.clock = clock;
    }

    @GetMapping
    String edit(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String take,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var item = publishing
                .item(slug, user)
                .or(() -> publishing.ended(slug).filter(it -> !typings.unsaved(slug, user)
                        .isEmpty()))
                .orElseThrow(NotFound::new);
        var kept =
                Ids.parse(take).flatMap(page -> typings.find(slug, page, user)).filter(it -> !it.isEmpty());
        model.addAttribute("unsaved", kept.isPresent() ? List.of() : typings.unsaved(slug, user));
        model.addAttribute("others", publishing.names(typings.others(slug, user)));
        model.addAttribute("page", kept.isPresent() ? take : Ids.next().toString());
        if (kept.isPresent()) {
            model.addAttribute("taken", true);
            model.addAttribute("form", DraftForm.of(kept.get()));
            return page(item, model);
        }
        model.addAttribute(
                "form",
                form(item).orElse(user.displayName(), UkTime.today(clock).plusYears(1)));
        return page(item, model);
    }

    @PostMapping
    String save(
            @PathVariable String slug,
            @ModelAttribute("form") DraftForm typed,
            BindingResult errors,
            @RequestParam(defaultValue = "") String page,
            @RequestParam(defaultValue = "") String decided,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        var opened = Ids.parse(page);
        model.addAttribute("page", opened.map(UUID::toString).orElse(""));
        var form = typed.with(
                typed.seen(),
                file(
                        item,
                        "videoFile",
                        FileKind.VIDEO,
                        typed.videoFile(),
                        typed.video(),
                        Film::video,
                        typed,
                        errors,
                        user),
                file(
                        item,
                        "posterFile",
                        FileKind.POSTER,
                        typed.posterFile(),
                        typed.poster(),
                        Film::poster,
                        typed,
                        errors,
                        user),
                file(
                        item,
                        "captionsFile",
                        FileKind.CAPTIONS,
                        typed.captionsFile(),
                        typed.captions(),
                        Film::captions,
                        typed,
                        errors,
                        user));
        form.check(errors, reader, item.newestOfSource(), UkTime.today(clock));
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors); // the line above took it out
        if (errors.hasErrors()) {
            model.addAttribute("decided", decided); // of what happened meanwhile nobody has been told yet
            var again = Forms.again(response, page(item, model));
            if (ChosenFiles.failed(errors)) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            }
            return again;
        }
        try {
            var before = stored(item);
            var content = form.toContent(before, signature(user));
            publishing.save(slug, form.seen(), decided, content, opened.orElse(null), user);
            return PublishingController.done(slug, saved(before, content, form), request);
        } catch (DraftMovedOn e) {
            response.setStatus(409);
            return showBoth(find(slug, user), form, user, model);
        } catch (FileGone e) {
            errors.rejectValue(e.field(), ChosenFiles.GONE);
            return Forms.again(response, page(find(slug, user), model));
        }
    }

    private static String saved(Content before, Content now, DraftForm form) {
        var done = now.otherForms() < before.otherForms() ? "savedWithout" : "saved";
        return form.ticksAnotherFilm() ? done + "Unticked" : done;
    }

    /** What is stored now stands above what was typed; saving again then replaces it knowingly. */
    private String showBoth(ItemPage now, DraftForm typed, SignedInUser user, Model model) {
        var stored = stored(now);
        var mine = typed.toContent(stored, signature(user));
        var film = mine.filmOrNone();
        model.addAttribute("form", typed.with(now.revision(), film.video(), film.poster(), film.captions()));
        model.addAttribute("moved", moved(now, typed));
        model.addAttribute("changes", now.draft() == null && now.live() == null ? null : Comparison.of(stored, mine));
        return page(now, model);
    }

    private static String moved(ItemPage now, DraftForm typed) {
        if (now.draft() == null) {
            return "gone";
        }
        if (now.revision() == typed.seen()) { // the words are the same: somebody decided about them
            return "decided." + now.draft().state();
        }
        return now.draft().savedByMe() ? "saved.me" : "saved";
    }

    private String page(ItemPage item, Model model) {
        model.addAttribute("item", item);
        if (!model.containsAttribute("decided")) {
            model.addAttribute("decided", item.decided());
        }
        var form = (DraftForm) model.getAttribute("form");
        var film = stored(item).filmOrNone();
        model.addAttribute(
                "described",
                film.described() != null && film.video() != null && film.video().equals(DraftForm.file(form.video())));
        model.addAttribute("videoNow", known(form.video(), FileKind.VIDEO));
        model.addAttribute("posterNow", known(form.poster(), FileKind.POSTER));
        model.addAttribute("captionsNow", known(form.captions(), FileKind.CAPTIONS));
        return "publication/edit";
    }

    private @Nullable MediaFile known(@Nullable String id, FileKind kind) {
        return publishing.file(DraftForm.file(id), kind).orElse(null);
    }

    /** No film ends because its number means nothing any more: see {@link ChosenFiles#file}. */
    private @Nullable UUID file(
            ItemPage item,
            String field,
            FileKind kind,
            @Nullable MultipartFile upload,
            @Nullable String before,
            Function<Film, @Nullable UUID> part,
            DraftForm typed,
            Errors errors,
            SignedInUser user) {
        if (!item.kind().mayHaveFilm()) {
            return null;
        }
        boolean gone = before != null && !before.isEmpty() && known(before, kind) == null;
        if (gone && typed.takesFilmAway()) {
            return null;
        }
        if (gone && typed.seen() != item.revision()) {
            var now = part.apply(stored(item).filmOrNone()); // somebody replaced it since, and is about to be shown
            return files.file(field, kind, upload, now == null ? null : now.toString(), errors, user);
        }
        return files.file(field, kind, upload, before, errors, user);
    }

    private static DraftForm form(ItemPage item) {
        if (item.draft() != null) {
            return DraftForm.of(
                    item.draft().revision(),
                    item.draft().content(),
                    item.draft().content().whatChanged());
        }
        return DraftForm.of(item.revision(), stored(item), "");
    }

    private String signature(SignedInUser user) {
        return user.displayName() + ", " + UkTime.date(UkTime.today(clock));
    }

    /** The draft, or what is live; for a new item nothing. */
    private static Content stored(ItemPage item) {
        if (item.draft() != null) {
            return item.draft().content();
        }
        return item.live() != null ? item.live() : Content.text("", "", "", "");
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).or(() -> publishing.ended(slug)).orElseThrow(NotFound::new);
    }
}
