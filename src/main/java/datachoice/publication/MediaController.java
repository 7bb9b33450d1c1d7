package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.media.MediaStore;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

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
    ResponseEntity<Resource> file(@PathVariable String id, @RequestHeader HttpHeaders asked) {
        var file = Ids.parse(id).flatMap(files::published).orElseThrow(NotFound::new);
        return send(
                file,
                asked,
                store,
                CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    /**
     * A plain 200 of the whole file; Spring answers a request for a range of it by 206. A range that is not in it is
     * answered here, by 416 and nothing else: Spring would send the whole file after it.
     */
    static ResponseEntity<Resource> send(MediaFile file, HttpHeaders asked, MediaStore store, CacheControl cache) {
        var bytes = store.find(file.id()).orElseThrow(NotFound::new);
        if (!holds(bytes, asked)) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size())
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
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

    private static boolean holds(Resource file, HttpHeaders asked) {
        try {
            HttpRange.toResourceRegions(asked.getRange(), file);
            return true;
        } catch (IllegalArgumentException notInThere) {
            return false;
        }
    }

    private static String nameOf(MediaFile file) {
        return switch (file.type()) {
            case "video/mp4" -> "film.mp4";
            case "image/png" -> "poster.png";
            case "image/jpeg" -> "poster.jpg";
            case "audio/mpeg" -> "leaflet.mp3";
            default -> "captions.vtt";
        };
    }
}
