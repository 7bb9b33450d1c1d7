package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.FileRefused;
import datachoice.publication.media.MediaStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Files of drafts: one at a time as it is chosen, for browsers with scripts, and shown to those who publish alone. */
@Controller
@RequestMapping("/publishing/files")
class FilesController {
    private static final MediaType WORDS = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final PublishingManagement publishing;
    private final DraftFiles files;
    private final MediaStore store;
    private final MessageSource messages;

    FilesController(PublishingManagement publishing, DraftFiles files, MediaStore store, MessageSource messages) {
        this.publishing = publishing;
        this.files = files;
        this.store = store;
        this.messages = messages;
    }

    /** Answers in one sentence, or in one for each fault, each on a line. The address of a file that was kept ends in its id, which the form then carries. */
    @PostMapping
    ResponseEntity<String> keep(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal SignedInUser user) {
        var expected = Stream.of(FileKind.values())
                .filter(it -> it.name().equals(kind))
                .findFirst();
        if (file == null || expected.isEmpty()) {
            return answer(HttpStatus.UNPROCESSABLE_CONTENT, words("publishing.upload.none"));
        }
        try {
            var kept = files.keep(expected.get(), file, user);
            return ResponseEntity.created(URI.create("/publishing/files/" + kept.id()))
                    .cacheControl(CacheControl.noStore())
                    .contentType(WORDS)
                    .body(words("publishing.upload.kept", kept.originalName()));
        } catch (FileRefused refused) {
            return answer(
                    refused.isOurFault() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT,
                    refused.faults().stream()
                            .map(fault -> words(refused.messageKey(fault), refused.messageArguments(fault)))
                            .collect(Collectors.joining("\n")));
        }
    }

    @GetMapping("/{id}")
    void file(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var file = Ids.parse(id).flatMap(publishing::file).orElseThrow(NotFound::new);
        FileAnswer.send(file, store, CacheControl.noStore(), request, response);
    }

    private ResponseEntity<String> answer(HttpStatus status, String words) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(WORDS)
                .body(words);
    }

    private String words(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.UK);
    }
}
