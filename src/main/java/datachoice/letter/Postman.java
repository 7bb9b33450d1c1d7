package datachoice.letter;

import datachoice.core.PortalSettings;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Empties the outbox, each way on its own: a code by e-mail does not wait behind ten thousand letters. Nor does what one
 * person waits for behind what was written for ten thousand. No transaction is open while a message travels. Several postmen
 * may work at once, on one node or many: each takes up messages of their own. One who dies on the way leaves his messages to
 * the next try, so that a message may in rare cases arrive twice. One that cannot be sent is tried again, later each time;
 * after {@value #MOST_ATTEMPTS} tries it is given up, which is logged as an error, and stays in the outbox as failed. Letters
 * that the folder does not take, as when its disk is full, are never given up.
 */
@Component
class Postman {
    static final int MOST_ATTEMPTS = 8;
    private static final int ARMFUL = 10;
    private static final int ROUNDS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final Outbox outbox;
    private final Map<MessageChannel, MessageSender> senders = new EnumMap<>(MessageChannel.class);
    private final boolean forgetsCodes;

    Postman(Outbox outbox, List<MessageSender> senders, PortalSettings settings) {
        this.outbox = outbox;
        senders.forEach(sender -> this.senders.put(sender.channel(), sender));
        this.forgetsCodes = !settings.demo();
    }

    /** Sends what is due on that way; leaves the rest of a very full box to the next round. */
    void goRound(MessageChannel channel) {
        for (int i = 0; i < ROUNDS; i++) {
            var messages = outbox.takeUp(channel, ARMFUL);
            boolean room = messages.stream().map(this::deliver).reduce(true, Boolean::logicalAnd);
            if (messages.size() < ARMFUL || !room) {
                return;
            }
        }
    }

    /** False if there is no room to put letters: the next one would not get in either. */
    private boolean deliver(Message message) {
        var sender = senders.get(message.channel());
        if (sender == null) {
            throw new IllegalStateException("Nobody sends " + message.channel());
        }
        boolean forget = forgetsCodes && message.kind().carriesCode();
        try {
            sender.send(message);
        } catch (Exception e) {
            // the exception's own text may hold an address
            LOG.warn(
                    "{} was not sent at try {}: {}",
                    message,
                    message.attempts(),
                    e.getClass().getSimpleName());
            if (message.channel() == MessageChannel.POST && e instanceof IOException) {
                return false; // the folder's fault; nobody else has its code, so it is tried until it can be written
            }
            if (message.attempts() >= MOST_ATTEMPTS) {
                LOG.error("{} is given up after {} tries", message, message.attempts());
                outbox.givenUp(message.id(), forget);
            }
            return true;
        }
        outbox.sent(message.id(), forget);
        return true;
    }
}
