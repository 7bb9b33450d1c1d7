package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.media.MediaStore;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Films, their still pictures and captions: the bytes of whatever is or was live. */
@Controller
class MediaController {
    /** A file opened by itself may show, and do nothing else. */
    private static final String NOTHING_RUNS =
            "default-src 'none'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private final MediaFiles files;
    private final MediaStore store;

    MediaController(MediaFiles files, MediaStore store) {
        this.files = files;
        this.store = store;
    }

    @GetMapping("/media/{id}")
    ResponseEntity<Resource> file(@PathVariable String id) {
        var file = Ids.parse(id).flatMap(files::published).orElseThrow(NotFound::new);
        return send(
                file,
                store,
                CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    /** A plain 200 of the whole file; Spring answers a request for a range of it by 206. */
    static ResponseEntity<Resource> send(MediaFile file, MediaStore store, CacheControl cache) {
        var bytes = store.find(file.id()).orElseThrow(NotFound::new);
        var type = MediaType.parseMediaType(file.type());
        return ResponseEntity.ok()
                .contentType(
                        type.getType().equals("text") ? MediaType.parseMediaType(file.type() + ";charset=UTF-8") : type)
                .cacheControl(cache)
                .eTag("\"" + file.sha256() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(nameOf(file))
                                .build()
                                .toString())
                .body(bytes);
    }

    private static String nameOf(MediaFile file) {
        return switch (file.type()) {
            case "video/mp4" -> "film.mp4";
            case "image/png" -> "poster.png";
            case "image/jpeg" -> "poster.jpg";
            default -> "captions.vtt";
        };
    }
}
