package datachoice.core;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is nothing at this address for whoever asked: not there and not theirs look the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFound() {
        super("nothing here", null, false, false);
    }
}
