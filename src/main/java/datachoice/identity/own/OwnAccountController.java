package datachoice.identity.own;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.session.OwnSessions.SessionView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody can see and change of their own account, and where they are signed in. */
@Controller
@RequestMapping("/account")
class OwnAccountController {
    private final OwnAccount account;
    private final Clock clock;

    OwnAccountController(OwnAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** @param lastSeen such as "10:42" */
    record DeviceLine(UUID id, String browser, String system, String lastSeen, boolean present) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        model.addAttribute("email", account.email(user));
        model.addAttribute(
                "devices",
                account.sessions(user, request).stream().map(this::line).toList());
        model.addAttribute("nav", "account");
        return "identity/account";
    }

    @PostMapping("/sessions/end")
    String end(
            @RequestParam(defaultValue = "") String session,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request) {
        var ended = account.end(user, Ids.parse(session).orElseThrow(NotFound::new));
        Notices.put(
                request,
                ended ? Notices.Kind.SUCCESS : Notices.Kind.IMPORTANT,
                ended ? "identity.own.ended.one" : "identity.own.ended.before");
        return "redirect:/account";
    }

    @PostMapping("/sessions/end-others")
    String endOthers(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        account.endOthers(user, request);
        Notices.put(request, "identity.own.ended.others");
        return "redirect:/account";
    }

    private DeviceLine line(SessionView one) {
        return new DeviceLine(
                one.id(),
                one.device().browser(),
                one.device().system(),
                UkTime.moment(one.lastSeen(), clock),
                one.present());
    }
}
