package datachoice.identity.proof;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** More files are asked for than are made at a time. Answers 503, and says when to come back. */
class FilesBusy extends ErrorResponseException {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "10";

    FilesBusy() {
        super(HttpStatus.SERVICE_UNAVAILABLE);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
