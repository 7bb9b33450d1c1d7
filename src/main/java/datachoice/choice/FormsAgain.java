package datachoice.choice;

import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Shows a form with other values than those that were bound, and what was wrong with those. */
final class FormsAgain {
    private FormsAgain() {}

    static void show(Model model, Object form, BindingResult errors) {
        var shown = new BeanPropertyBindingResult(form, "form");
        errors.getFieldErrors().forEach(shown::addError);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", shown);
    }
}
