package datachoice.practice;

import datachoice.core.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page for practice staff says which practice they work for. */
@ControllerAdvice(annotations = PracticePage.class)
class PracticePagesAdvice {
    private final PracticeLookup practices;

    PracticePagesAdvice(PracticeLookup practices) {
        this.practices = practices;
    }

    @ModelAttribute
    void place(@AuthenticationPrincipal @Nullable SignedInUser user, Model model) {
        if (user == null || user.practice() == null) {
            return;
        }
        var code = user.practice().value();
        var name = practices.find(user.practice()).map(PracticeView::name);
        model.addAttribute("practiceName", name.orElse(code));
        model.addAttribute("place", name.map(known -> known + " (" + code + ")").orElse(code));
    }
}
