package datachoice.publication;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** More PDFs are asked for than this machine can make in good time. Answers 503, and says when to come back. */
public class PrinterBusy extends ErrorResponseException {
    private static final long serialVersionUID = 1;
    private static final String RETRY_SECONDS = "10";

    PrinterBusy() {
        super(HttpStatus.SERVICE_UNAVAILABLE);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
}
