/**
 * Letters and e-mails: what is told to whom, and getting it there.
 *
 * <p>No other module calls this one. It listens, in the same transaction, to what other modules announce, and puts a message
 * into its outbox: the message exists exactly if the fact does. A job takes messages out and hands them to the sender of
 * their channel. In the demo the senders are a mailbox on {@code /demo/mail}; in production mail goes to an SMTP server
 * and each letter becomes a PDF in the data folder, whose days are marked when they are complete. How the outbox is doing says {@link datachoice.letter.OutboxLookup}.
 *
 * <p>{@code datachoice.letter.rounds} is where a practice has letters with codes made for many people at once.
 */
@NullMarked
@ApplicationModule(
        displayName = "Letter",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication", "choice"})
package datachoice.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
