package datachoice.letter;

import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter or an e-mail, written and addressed.
 *
 * @param person whom it is about; null where that is not known, as for a code
 * @param recipient as on the envelope; for e-mail the address again
 * @param address an e-mail address, or the lines of a postal address
 * @param format how a letter is printed, such as {@code STANDARD} or {@code LARGE_PRINT}
 * @param body paragraphs with an empty line between; empty for a code that was sent
 * @param attempts times that somebody took it up to send it
 */
record Message(
        UUID id,
        MessageKind kind,
        MessageChannel channel,
        @Nullable PersonId person,
        String recipient,
        List<String> address,
        String format,
        String subject,
        String body,
        Instant createdAt,
        int attempts) {
    @Override
    public String toString() {
        return "Message[" + id + ", " + kind + ", " + channel + "]"; // no name, address or code reaches a log
    }
}
