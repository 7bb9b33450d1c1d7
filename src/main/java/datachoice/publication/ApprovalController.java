package datachoice.publication;

import datachoice.core.DateParts;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.core.UkTime;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.PublishingManagement.LinksNotOpened;
import datachoice.publication.PublishingManagement.ReviewedBefore;
import datachoice.publication.text.ArticleReader;
import datachoice.publication.text.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Where a second person reads what would change, and lets it go live, now or at a time, or sends it back. */
@Controller
@RequestMapping("/publishing/{slug}")
class ApprovalController {
    private static final int LONGEST_REASON = 500;

    private final PublishingManagement publishing;
    private final ItemPages items;
    private final ArticleReader reader;
    private final Clock clock;

    ApprovalController(PublishingManagement publishing, ItemPages items, ArticleReader reader, Clock clock) {
        this.publishing = publishing;
        this.items = items;
        this.reader = reader;
        this.clock = clock;
    }

    /** Why a draft goes back to those who write it. */
    record ReasonForm(@Nullable String because) {
        String clean() {
            return because == null ? "" : Typed.line(because);
        }
    }

    @GetMapping("/approve")
    String show(@PathVariable String slug, @AuthenticationPrincipal SignedInUser user, Model model) {
        var item = find(slug, user);
        if (item.draft() == null) {
            return "redirect:/publishing/" + slug; // it is live, or discarded: whoever comes back sees which
        }
        model.addAttribute("form", new ReasonForm(""));
        return page(item, model);
    }

    @PostMapping("/approve")
    String approve(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @RequestParam(defaultValue = "") String linksOpened,
            @RequestParam(defaultValue = "") String version,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        find(slug, user);
        try {
            publishing.approve(slug, PublishingController.seen(revision), !linksOpened.isEmpty(), user);
            return PublishingController.done(slug, "published", request);
        } catch (DraftRefused e) {
            if (publishing.hasApproved(slug, TypedNumbers.read(version).orElse(0), user)) {
                return PublishingController.done(slug, "published", request);
            }
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    /** For a draft that another approver was asked to approve, or that waits for its time, there is no such page. */
    @GetMapping("/schedule")
    String askWhen(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var item = find(slug, user);
        var draft = item.draft();
        if (draft == null || draft.state() == DraftState.SCHEDULED) {
            return "redirect:/publishing/" + slug;
        }
        if (draft.forOthers() || draft.writtenByMe()) {
            throw new NotFound();
        }
        if (draft.state() != DraftState.SUBMITTED || PublishingController.seen(revision) != draft.revision()) {
            return "redirect:/publishing/" + slug
                    + "/approve"; // an editor had it since: that page shows what it says now
        }
        model.addAttribute("item", item);
        model.addAttribute("form", new GoLiveForm(String.valueOf(draft.revision()), new DateParts("", "", ""), "", ""));
        return "publication/schedule";
    }

    @PostMapping("/schedule")
    String schedule(
            @PathVariable String slug,
            @ModelAttribute("form") GoLiveForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        var time = form.read(errors, clock);
        if (time.isEmpty()) {
            model.addAttribute("item", item);
            return Forms.again(response, "publication/schedule");
        }
        try {
            publishing.approveFor(time.get(), slug, form.seen(), form.openedLinks(), user);
            return PublishingController.done(slug, "scheduled", request);
        } catch (LinksNotOpened e) {
            errors.rejectValue("linksOpened", e.messageKey());
            model.addAttribute("item", item);
            return Forms.again(response, "publication/schedule");
        } catch (ReviewedBefore e) {
            errors.rejectValue("date", e.messageKey(), new Object[] {UkTime.date(e.day())}, null);
            model.addAttribute("item", item);
            return Forms.again(response, "publication/schedule");
        } catch (DraftRefused e) {
            if (isScheduledByMe(slug, time.get(), user)) {
                return PublishingController.done(slug, "scheduled", request);
            }
            model.addAttribute("form", new ReasonForm(""));
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    @PostMapping("/cancel")
    String cancel(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String approval,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        find(slug, user);
        try {
            publishing.cancel(slug, Ids.parse(approval).orElseThrow(DraftMovedOn::new));
            return PublishingController.done(slug, "cancelled", request);
        } catch (DraftRefused e) {
            if (stateOf(slug, user) == DraftState.SUBMITTED) {
                return PublishingController.done(slug, "cancelled", request);
            }
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    @PostMapping("/send-back")
    String sendBack(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String revision,
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var item = find(slug, user);
        var because = form.clean();
        if (because.isBlank()) {
            errors.rejectValue("because", "publishing.because.empty");
        } else if (because.codePointCount(0, because.length()) > LONGEST_REASON) {
            errors.rejectValue("because", "publishing.because.long", new Object[] {LONGEST_REASON}, null);
        }
        if (errors.hasErrors() && item.draft() != null) {
            return Forms.again(response, page(item, model));
        }
        try {
            publishing.sendBack(slug, PublishingController.seen(revision), because);
            return PublishingController.done(slug, "sentBack", request);
        } catch (DraftRefused e) {
            if (stateOf(slug, user) == DraftState.SENT_BACK
                    && because.equals(find(slug, user).draft().returnedBecause())) {
                return PublishingController.done(slug, "sentBack", request);
            }
            return refused(slug, user, e.messageKey(), model, response);
        }
    }

    /** Null without a draft. */
    private @Nullable DraftState stateOf(String slug, SignedInUser user) {
        var draft = find(slug, user).draft();
        return draft == null ? null : draft.state();
    }

    /** By the first of two clicks. */
    private boolean isScheduledByMe(String slug, Instant time, SignedInUser user) {
        var draft = find(slug, user).draft();
        return draft != null && draft.approvedByMe() && time.equals(draft.goesLiveAt());
    }

    private String refused(String slug, SignedInUser user, String problem, Model model, HttpServletResponse response) {
        response.setStatus(409);
        model.addAttribute("problem", problem);
        var item = find(slug, user);
        if (item.draft() == null) {
            return items.show(item, model);
        }
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new ReasonForm(""));
        }
        return page(item, model);
    }

    private String page(ItemPage item, Model model) {
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

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }
}
