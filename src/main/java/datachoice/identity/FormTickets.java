package datachoice.identity;

import datachoice.core.Ids;
import datachoice.core.SecretKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tickets that a form carries, to prove later to whom it was shown: after the session ended, its answers can be kept for
 * that login and no other. A ticket opens nothing.
 */
@Component
public class FormTickets {
    /** Name of the hidden field. */
    public static final String FIELD = "ticket";

    private static final Duration LASTS = Duration.ofHours(24);
    private static final String USE = "form-ticket";
    private static final int LONGEST = 2000;

    private final SecretKeys keys;
    private final Clock clock;

    FormTickets(SecretKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a ticket says.
     *
     * @param login the account or letter to which the form was shown
     * @param path where the form is shown again
     */
    public record FormTicket(UUID login, String path, Instant issuedAt) {}

    /** @param path of the page with the form, starting with a slash */
    public String issue(UUID login, String path, Instant at) {
        var text = login + "|" + at.getEpochSecond() + "|" + path;
        return encode(text.getBytes(StandardCharsets.UTF_8)) + "." + encode(keys.mark(USE, text));
    }

    /** The ticket that came with this form. Empty for none, for more than one, and as {@link #verify}. */
    public Optional<FormTicket> of(HttpServletRequest form) {
        var sent = form.getParameterValues(FIELD);
        return sent == null || sent.length != 1 ? Optional.empty() : verify(sent[0]);
    }

    /** Empty for a ticket that is not ours, was changed, or is older than 24 hours. */
    public Optional<FormTicket> verify(String ticket) {
        var parts = ticket.split("\\.", -1);
        if (ticket.length() > LONGEST || parts.length != 2) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(
                    keys.mark(USE, text), Base64.getUrlDecoder().decode(parts[1]))) {
                return Optional.empty();
            }
            var facts = text.split("\\|", 3);
            var issuedAt = Instant.ofEpochSecond(Long.parseLong(facts[1]));
            return clock.instant().isAfter(issuedAt.plus(LASTS))
                    ? Optional.empty()
                    : Ids.parse(facts[0]).map(login -> new FormTicket(login, facts[2], issuedAt));
        } catch (IllegalArgumentException e) { // not base 64
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
