package datachoice.choice.page;

import datachoice.choice.ChoiceDecision;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of this module can use. */
@ControllerAdvice(basePackageClasses = ChoiceDecision.class) // the module and all below it
class ChoicePagesAdvice {
    private final Dates dates;

    ChoicePagesAdvice(Dates dates) {
        this.dates = dates;
    }

    @ModelAttribute("dates")
    Dates dates() {
        return dates;
    }
}
