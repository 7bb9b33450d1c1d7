package datachoice.core;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** A form that was not accepted. */
public final class Forms {
    private Forms() {}

    /** Shows it again, with what was typed and what is wrong: 422. */
    public static String again(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return view;
    }

    /** The page is to show these values instead of those that were bound, and what was wrong with those. */
    public static void showInstead(Model model, Object form, BindingResult errors) {
        var shown = new BeanPropertyBindingResult(form, "form");
        errors.getFieldErrors().forEach(shown::addError);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", shown);
    }
}
