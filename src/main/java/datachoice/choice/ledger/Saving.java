package datachoice.choice.ledger;

import datachoice.choice.ChoiceNotSaved;
import datachoice.choice.ChoiceSettled;
import datachoice.choice.SaveWay;
import datachoice.core.LostDatabase;
import datachoice.identity.LetterAlreadyUsed;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * Saves a submission once, however often and however simultaneously it is asked to. When the database hangs up halfway,
 * possibly after it has stored everything, asking again settles what happened; when other work is in the way, it is done
 * again from the start. What came of it is announced for whoever counts.
 */
@Component
public class Saving {
    /** A reference that is taken is drawn again, a lost connection replaced; more than once in a row hardly happens. */
    private static final int ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Saving.class);

    private final ChoiceEvents events;
    private final WholeTransactions transactions;
    private final ApplicationEventPublisher publisher;

    Saving(ChoiceEvents events, WholeTransactions transactions, ApplicationEventPublisher publisher) {
        this.events = events;
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /**
     * The receipt that this submission already became; empty for one not yet saved, and for anyone else's.
     *
     * @param login the account or letter that saved it
     */
    public Optional<String> receiptOf(UUID key, UUID login) {
        return events.findByIdempotencyKey(key).stream()
                .filter(event -> login.equals(event.enteredBy()))
                .map(ChoiceEvent::receipt)
                .findFirst();
    }

    /**
     * The receipt of a submission that was saved before, or else is saved now in one transaction.
     *
     * @param key idempotency key
     * @param work appends the events with that key and answers their receipt
     * @throws ChoiceMovedOn if somebody else saved a choice for the same person first; nothing is stored
     */
    public String once(UUID key, UUID login, SaveWay way, Supplier<String> work) {
        var course = new SaveCourse();
        try {
            var receipt = once(key, login, work, course);
            if (!course.savedNow()) {
                publisher.publishEvent(
                        course.inDoubt()
                                ? new ChoiceSettled(way)
                                : new ChoiceNotSaved(way, ChoiceNotSaved.Why.SAVED_BEFORE));
            }
            return receipt;
        } catch (RuntimeException e) {
            publisher.publishEvent(new ChoiceNotSaved(way, course.whyNot(e)));
            throw e;
        }
    }

    private String once(UUID key, UUID login, Supplier<String> work, SaveCourse course) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(() -> {
                    course.begins();
                    return receiptOf(key, login).orElseGet(() -> {
                        var receipt = work.get();
                        course.stored();
                        return receipt;
                    });
                });
            } catch (LetterAlreadyUsed | ChoiceMovedOn refused) { // perhaps by this very draft, saved a moment ago
                return receiptOf(key, login).orElseThrow(() -> refused);
            } catch (DataIntegrityViolationException raced) {
                course.begins();
                var first = receiptOf(key, login);
                if (first.isPresent()) {
                    return first.get();
                }
                var constraint = String.valueOf(constraintOf(raced));
                if (constraint.equals("choice_event_pk")) {
                    LOG.debug("Two saved a choice for the same person at once: the second is asked again");
                    throw new ChoiceMovedOn();
                }
                if (!constraint.equals("choice_event_receipt_once") || attempt == ATTEMPTS) {
                    throw raced;
                }
            } catch (DataAccessException | TransactionException failed) {
                boolean begun = !(failed instanceof CannotCreateTransactionException);
                course.broke();
                if (!begun || !LostDatabase.isCauseOf(failed) || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private static @Nullable String constraintOf(DataIntegrityViolationException violation) {
        var cause = violation.getCause();
        return cause instanceof ConstraintViolationException hibernate ? hibernate.getConstraintName() : null;
    }
}
