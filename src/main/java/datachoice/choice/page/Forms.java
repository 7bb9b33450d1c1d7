package datachoice.choice.page;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** A form that comes back to its page. */
public final class Forms {
    private Forms() {}

    /** It was not accepted: shows it again, with what was typed and what is wrong. */
    public static String again(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return view;
    }

    /** As the other, with other values than those that were typed. */
    public static String again(
            HttpServletResponse response, String view, Model model, Object form, BindingResult errors) {
        show(model, form, errors);
        return again(response, view);
    }

    /** Shows a form with other values than those that were bound, and what was wrong with those. */
    public static void show(Model model, Object form, BindingResult errors) {
        var shown = new BeanPropertyBindingResult(form, "form");
        errors.getFieldErrors().forEach(shown::addError);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", shown);
    }
}
