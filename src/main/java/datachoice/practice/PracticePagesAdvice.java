package datachoice.practice;

import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PortalSettings;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Every page for practice staff says which practice they work for; where that closed, only this, since when, and whom to ask. */
@ControllerAdvice(annotations = PracticePage.class)
class PracticePagesAdvice {
    private final PracticeLookup practices;
    private final PortalSettings settings;

    PracticePagesAdvice(PracticeLookup practices, PortalSettings settings) {
        this.practices = practices;
        this.settings = settings;
    }

    /** Whoever asked works at a practice that closed. */
    private static class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient SignedInUser user;
        private final String name;
        private final String since;

        Closed(SignedInUser user, String name, String since) {
            super("closed practice", null, false, false);
            this.user = user;
            this.name = name;
            this.since = since;
        }
    }

    @ModelAttribute
    void place(@AuthenticationPrincipal @Nullable SignedInUser user, Model model) {
        if (user == null || user.practice() == null) {
            return;
        }
        var practice = user.practice();
        var name = practices.nameWhileOpen(practice).orElseThrow(() -> notOpen(user, practice));
        model.addAttribute("practiceName", name);
        model.addAttribute("place", name + " (" + practice.value() + ")");
    }

    private RuntimeException notOpen(SignedInUser user, OdsCode practice) {
        var name = practices.find(practice).map(PracticeView::name).orElse(practice.value());
        return practices
                .closedOn(practice)
                .<RuntimeException>map(day -> new Closed(user, name, UkTime.date(day)))
                .orElseGet(NotFound::new);
    }

    @ExceptionHandler
    ModelAndView closed(Closed closed) {
        return new ModelAndView(
                "practice/closed",
                Map.of(
                        "user", closed.user,
                        "demo", settings.demo(),
                        "practiceName", closed.name,
                        "since", closed.since),
                HttpStatus.GONE);
    }
}
