package datachoice.publication;

import datachoice.core.Role;
import datachoice.core.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the publishing desk shows by: the menu, the rule of two people, and what I may do. */
@ControllerAdvice(
        assignableTypes = {
            PublishingController.class,
            PreviewController.class,
            DraftController.class,
            OtherFormsController.class,
            CaptionsController.class,
            ApprovalController.class,
            WithdrawalController.class,
            CorrectionsController.class
        })
class PublishingAdvice {
    private final PublishingSettings settings;

    PublishingAdvice(PublishingSettings settings) {
        this.settings = settings;
    }

    @ModelAttribute("nav")
    String nav() {
        return "content";
    }

    @ModelAttribute("twoPeople")
    boolean twoPeople() {
        return settings.twoPeople();
    }

    @ModelAttribute("mayWrite")
    boolean mayWrite(@AuthenticationPrincipal @Nullable SignedInUser user) {
        return user != null && user.is(Role.CONTENT_EDITOR);
    }

    @ModelAttribute("mayApprove")
    boolean mayApprove(@AuthenticationPrincipal @Nullable SignedInUser user) {
        return user != null && user.is(Role.CONTENT_APPROVER);
    }
}
