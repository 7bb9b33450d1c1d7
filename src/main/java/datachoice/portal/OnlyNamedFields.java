package datachoice.portal;

import org.springframework.beans.PropertyAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DefaultBindingErrorProcessor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.server.ResponseStatusException;

/**
 * Forms are records: their constructors name all that is taken. Without this, Spring would afterwards look for setters
 * for whatever else was sent, and fail at names such as {@code code[0]} with a message that quotes what was typed.
 */
@ControllerAdvice
class OnlyNamedFields {
    @InitBinder
    void bind(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
        binder.setBindingErrorProcessor(new Refusal());
    }

    /** Text where a file or a whole date belongs: no page of ours sends that. */
    private static final class Refusal extends DefaultBindingErrorProcessor {
        @Override
        public void processPropertyAccessException(PropertyAccessException failure, BindingResult errors) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
