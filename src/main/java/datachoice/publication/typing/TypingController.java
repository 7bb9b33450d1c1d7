package datachoice.publication.typing;

import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.Colleagues;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Takes what the editing page sends while somebody types. Answers in sentences, which the page shows as they are. */
@Controller
@RequestMapping("/publishing/{slug}/typing")
class TypingController {
    private static final MediaType WORDS = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Typings typings;
    private final Colleagues colleagues;
    private final MessageSource messages;
    private final Clock clock;

    TypingController(Typings typings, Colleagues colleagues, MessageSource messages, Clock clock) {
        this.colleagues = colleagues;
        this.typings = typings;
        this.messages = messages;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<String> keep(
            @PathVariable String slug,
            @ModelAttribute("form") TypedPage typed,
            @RequestParam(defaultValue = "") String last,
            @AuthenticationPrincipal SignedInUser user) {
        return switch (typings.keep(slug, typed.id().orElse(null), typed.fields(), !last.isEmpty(), user)) {
            case TOO_LONG -> answer(HttpStatus.UNPROCESSABLE_CONTENT, say("publishing.typing.long"));
            case KEPT -> kept(slug, user);
            case TOO_SOON -> answer(HttpStatus.TOO_MANY_REQUESTS, say("publishing.typing.soon"));
            case GONE -> answer(HttpStatus.CONFLICT, say("publishing.typing.gone"));
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

    /** With who else has it open, a line for each: also whoever came first learns of those who came later. */
    private ResponseEntity<String> kept(String slug, SignedInUser user) {
        var lines = Stream.concat(
                Stream.of(say("publishing.typing.kept", UkTime.time(clock.instant()))),
                typings.others(slug, user).stream().flatMap(other -> colleagues.publisher(other.account()).stream()
                        .map(name -> say("publishing.typing.other", name, other.since()))));
        return answer(HttpStatus.OK, lines.collect(Collectors.joining("\n")));
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.UK);
    }

    private ResponseEntity<String> answer(HttpStatus status, String words) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(WORDS)
                .body(words);
    }
}
