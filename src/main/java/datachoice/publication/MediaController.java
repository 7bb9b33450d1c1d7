package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.publication.media.MediaStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Films, their still pictures, captions and recordings: the bytes of whatever is or was live. */
@Controller
class MediaController {
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final MediaFiles files;
    private final MediaStore store;

    MediaController(MediaFiles files, MediaStore store) {
        this.files = files;
        this.store = store;
    }

    @GetMapping("/media/{id}")
    void file(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var file = Ids.parse(id).flatMap(files::published).orElseThrow(NotFound::new);
        FileAnswer.send(file, store, FOR_GOOD, request, response);
    }
}
