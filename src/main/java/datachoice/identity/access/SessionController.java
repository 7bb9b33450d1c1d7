package datachoice.identity.access;

import datachoice.core.UkTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What happens to a session between signing in and out. */
@Controller
class SessionController {
    private final Clock clock;

    SessionController(Clock clock) {
        this.clock = clock;
    }

    /** That it was asked for is all it takes: the session's time starts again. */
    @PostMapping("/stay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stay() {}

    /** After signing out; the same page for everybody. */
    @GetMapping("/signed-out")
    String signedOut() {
        return "identity/signed-out";
    }

    /** J25: a form came too late. Reached by {@link Refusals} only. */
    @GetMapping(Refusals.STALE_PAGE)
    String stale(
            @RequestAttribute(name = Refusals.KEPT_UNTIL, required = false) @Nullable Instant keptUntil,
            @RequestAttribute(name = Refusals.BY_LETTER, required = false) @Nullable Boolean byLetter,
            Locale locale,
            Model model) {
        model.addAttribute("byLetter", Boolean.TRUE.equals(byLetter));
        if (keptUntil != null) {
            model.addAttribute("keptUntil", UkTime.moment(keptUntil, clock, locale));
        }
        return "identity/expired";
    }
}
