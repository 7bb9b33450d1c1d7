package datachoice.practice;

import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page for practice staff says which practice they work for. Of a practice that closed there is none any more. */
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
        if (!practices.isOpen(user.practice())) {
            throw new NotFound();
        }
        var code = user.practice().value();
        var name = practices.find(user.practice()).map(PracticeView::name).orElse(code);
        model.addAttribute("practiceName", name);
        model.addAttribute("place", name + " (" + code + ")");
    }
}
