package datachoice.publication;

import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.publication.media.FileKind;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the publishing desk shows by: the menu, the rule of two people, what I may do, and which files a field takes. */
@ControllerAdvice(
        assignableTypes = {
            PublishingController.class,
            PreviewController.class,
            DraftController.class,
            OtherFormsController.class,
            CaptionsController.class,
            ApprovalController.class,
            ScheduleController.class,
            WithdrawalController.class,
            CorrectionsController.class
        })
class PublishingAdvice {
    private static final Map<String, FileKind> KINDS =
            Stream.of(FileKind.values()).collect(Collectors.toUnmodifiableMap(FileKind::name, Function.identity()));

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

    /** By name, for fields that take a file. */
    @ModelAttribute("kinds")
    Map<String, FileKind> kinds() {
        return KINDS;
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
