package datachoice.publication.reach;

import datachoice.core.Ids;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * A browser says that a film came to its end. It is asked for no cookie and gets none; the address it came from is looked at
 * to bound how often, and forgotten within a minute.
 */
@Controller
class PlayedController {
    private final ReachCounts counts;
    private final PlaysOfNetworks networks = new PlaysOfNetworks();

    PlayedController(ReachCounts counts) {
        this.counts = counts;
    }

    /** The same answer for a film that there is not, or too often: nobody is to act on it. */
    @PostMapping("/reach/played")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void played(@RequestParam(defaultValue = "") String film, HttpServletRequest request) {
        if (networks.mayCount(request.getRemoteAddr())) {
            Ids.parse(film).ifPresent(file -> counts.file(file, Reached.PLAYED));
        }
    }
}
