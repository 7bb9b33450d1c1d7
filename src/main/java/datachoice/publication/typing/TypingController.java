package datachoice.publication.typing;

import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Takes what the editing page sends while somebody types. Answers in one sentence, which the page shows as it is. */
@Controller
@RequestMapping("/publishing/{slug}/typing")
class TypingController {
    private static final MediaType WORDS = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Typings typings;
    private final MessageSource messages;
    private final Clock clock;

    TypingController(Typings typings, MessageSource messages, Clock clock) {
        this.typings = typings;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<String> keep(
            @PathVariable String slug,
            @ModelAttribute("form") TypedPage typed,
            @AuthenticationPrincipal SignedInUser user) {
        return switch (typings.keep(slug, typed.id().orElse(null), typed.fields(), user)) {
            case TOO_LONG -> answer(HttpStatus.UNPROCESSABLE_CONTENT, "publishing.typing.long");
            case KEPT -> answer(HttpStatus.OK, "publishing.typing.kept", UkTime.time(clock.instant()));
            case TOO_SOON -> answer(HttpStatus.TOO_MANY_REQUESTS, "publishing.typing.soon");
            case GONE -> answer(HttpStatus.CONFLICT, "publishing.typing.gone");
        };
    }

    @PostMapping("/discard")
    String discard(
            @PathVariable String slug,
            @ModelAttribute("form") TypedPage typed,
            @AuthenticationPrincipal SignedInUser user) {
        typings.forget(slug, typed.id().orElse(null), user);
        return "redirect:/publishing/{slug}/edit";
    }

    private ResponseEntity<String> answer(HttpStatus status, String key, Object... arguments) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(WORDS)
                .body(messages.getMessage(key, arguments, Locale.UK));
    }
}
