package datachoice.publication;

import datachoice.core.DateParts;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.publication.Approvals.LinksNotOpened;
import datachoice.publication.Approvals.ReviewedBefore;
import datachoice.publication.Draft.DraftMovedOn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
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

/** Where an approver chooses when a draft goes live, and takes that back. */
@Controller
@RequestMapping("/publishing/{slug}")
class ScheduleController {
    private final PublishingManagement publishing;
    private final Approvals approvals;
    private final ApprovalPage page;
    private final Clock clock;

    ScheduleController(PublishingManagement publishing, Approvals approvals, ApprovalPage page, Clock clock) {
        this.publishing = publishing;
        this.approvals = approvals;
        this.page = page;
        this.clock = clock;
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
            approvals.approveFor(time.get(), slug, form.seen(), form.openedLinks(), user);
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
            return page.refused(slug, user, e.messageKey(), model, response);
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
            approvals.cancel(slug, Ids.parse(approval).orElseThrow(DraftMovedOn::new));
            return PublishingController.done(slug, "cancelled", request);
        } catch (DraftRefused e) {
            var draft = find(slug, user).draft();
            if (draft != null && draft.state() == DraftState.SUBMITTED) {
                return PublishingController.done(slug, "cancelled", request);
            }
            return page.refused(slug, user, e.messageKey(), model, response);
        }
    }

    /** By the first of two clicks. */
    private boolean isScheduledByMe(String slug, Instant time, SignedInUser user) {
        var draft = find(slug, user).draft();
        return draft != null && draft.approvedByMe() && time.equals(draft.goesLiveAt());
    }

    private ItemPage find(String slug, SignedInUser user) {
        return publishing.item(slug, user).orElseThrow(NotFound::new);
    }
}
