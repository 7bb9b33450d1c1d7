package datachoice.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DefaultBindingErrorProcessor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.server.ResponseStatusException;

/**
 * Forms are records: their constructors name all that is taken. Without this, Spring would afterwards look for setters
 * for whatever else was sent, and fail at names such as {@code code[0]} with a message that quotes what was typed. And of
 * two answers to one question it would make a third, with a comma between.
 */
@ControllerAdvice
class OnlyNamedFields {
    @InitBinder
    void bind(WebDataBinder binder, HttpServletRequest request) {
        binder.setDeclarativeBinding(true);
        binder.setBindingErrorProcessor(new Refusal());
        if (HttpMethod.POST.matches(request.getMethod())) {
            binder.registerCustomEditor(String.class, new OneAnswer());
        }
    }

    /** A question that was answered twice was not answered; lists are asked for as lists. */
    private static final class OneAnswer extends PropertyEditorSupport {
        @Override
        public void setValue(@Nullable Object value) {
            super.setValue(value instanceof String[] answers && answers.length != 1 ? "" : value);
        }

        @Override
        public void setAsText(String text) {
            setValue(text);
        }
    }

    /** Text where a file or a whole date belongs: no page of ours sends that. */
    private static final class Refusal extends DefaultBindingErrorProcessor {
        @Override
        public void processPropertyAccessException(PropertyAccessException failure, BindingResult errors) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
