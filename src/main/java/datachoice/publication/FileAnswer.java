package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.Stretch.NotInThere;
import datachoice.publication.media.MediaStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StreamUtils;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Sends a file of the media store, or the stretch of it that a player asks for. Its bytes go from the disk to the network
 * without passing through the heap, and once they are on their way no thread waits for a slow reader: Tomcat is told which
 * bytes of which file to send. Where it cannot (its word for it is a mark on the request), they are copied.
 */
final class FileAnswer {
    /** A file opened by itself may show, and do nothing else. */
    private static final String NOTHING_RUNS =
            "default-src 'none'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
    /** Less than that is written as fast as it is handed over. */
    private static final long WORTH_HANDING_OVER = 48 * 1024;

    private FileAnswer() {}

    /** @param cache for whoever gets it; a refusal is never kept */
    static void send(
            MediaFile file,
            MediaStore store,
            CacheControl cache,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var bytes = store.find(file.id()).orElseThrow(NotFound::new).getFile();
        var tag = "\"" + file.sha256() + "\"";
        response.setHeader(HttpHeaders.CACHE_CONTROL, cache.getHeaderValue());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", NOTHING_RUNS);
        if (new ServletWebRequest(request, response).checkNotModified(tag)) {
            return;
        }
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        try {
            var stretch = Stretch.of(range(request, tag), file.size());
            describe(file, stretch, response);
            if (!request.getMethod().equals("HEAD")) {
                send(bytes, stretch, request, response);
            }
        } catch (NotInThere e) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Null where the whole file is asked for: also by a player whose first part was of another file. */
    private static @Nullable String range(HttpServletRequest request, String tag) {
        var only = request.getHeader(HttpHeaders.IF_RANGE);
        return request.getMethod().equals("GET")
                        && (only == null || only.strip().equals(tag))
                ? request.getHeader(HttpHeaders.RANGE)
                : null;
    }

    private static void describe(MediaFile file, Stretch stretch, HttpServletResponse response) {
        response.setContentType(file.type().startsWith("text/") ? file.type() + ";charset=UTF-8" : file.type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline().filename(nameOf(file)).build().toString());
        if (stretch.part()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + stretch.from() + "-" + (stretch.end() - 1) + "/" + file.size());
        }
        response.setContentLengthLong(stretch.length());
    }

    private static void send(File bytes, Stretch stretch, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (stretch.length() >= WORTH_HANDING_OVER
                && Boolean.TRUE.equals(request.getAttribute(Globals.SENDFILE_SUPPORTED_ATTR))) {
            request.setAttribute(Globals.SENDFILE_FILENAME_ATTR, bytes.getCanonicalPath());
            request.setAttribute(Globals.SENDFILE_FILE_START_ATTR, stretch.from());
            request.setAttribute(Globals.SENDFILE_FILE_END_ATTR, stretch.end());
        } else {
            try (var in = Files.newInputStream(bytes.toPath())) {
                StreamUtils.copyRange(in, response.getOutputStream(), stretch.from(), stretch.end() - 1);
            }
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
