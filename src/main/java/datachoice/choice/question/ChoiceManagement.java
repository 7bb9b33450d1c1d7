package datachoice.choice.question;

import datachoice.choice.AtPractice;
import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ChoiceNotSaved;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.ChoiceReplaced;
import datachoice.choice.ChoiceSettled;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.Decisions;
import datachoice.choice.ledger.EffectView;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.ledger.Ledger;
import datachoice.choice.ledger.NotEntitled;
import datachoice.choice.ledger.ProofingLevel;
import datachoice.choice.ledger.References;
import datachoice.choice.ledger.Speaker;
import datachoice.choice.ledger.Submission;
import datachoice.choice.ledger.WholeTransactions;
import datachoice.core.Actor;
import datachoice.core.LostDatabase;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.identity.LetterCodes;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/** Takes answers: first as a draft that can be checked, then, once, into the ledger. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
class ChoiceManagement {
    /** A reference that is taken is drawn again, a lost connection replaced; more than once in a row hardly happens. */
    private static final int ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ChoiceManagement.class);

    private final DraftWriter writer;
    private final OpenDrafts drafts;
    private final ChoiceEvents events;
    private final Ledger ledger;
    private final CurrentChoices current;
    private final Decisions decisions;
    private final ChoiceLimits limits;
    private final Entitlement entitlement;
    private final PersonLookup people;
    private final LetterCodes letterCodes;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final WholeTransactions transactions;

    ChoiceManagement(
            DraftWriter writer,
            OpenDrafts drafts,
            ChoiceEvents events,
            Ledger ledger,
            CurrentChoices current,
            Decisions decisions,
            ChoiceLimits limits,
            Entitlement entitlement,
            PersonLookup people,
            LetterCodes letterCodes,
            ApplicationEventPublisher publisher,
            WholeTransactions transactions,
            Clock clock) {
        this.writer = writer;
        this.drafts = drafts;
        this.events = events;
        this.ledger = ledger;
        this.current = current;
        this.decisions = decisions;
        this.limits = limits;
        this.entitlement = entitlement;
        this.people = people;
        this.letterCodes = letterCodes;
        this.publisher = publisher;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * Keeps an answer until it is saved, for at most 24 hours.
     *
     * @return its id, which is also the idempotency key of what it becomes
     * @throws NotEntitled if this user may not choose for that person
     * @throws ChoiceMovedOn if the person has left the practice that the question named
     */
    UUID keep(ChoiceAnswer answer, SignedInUser user) {
        return transactions.run(() -> {
            var subject = entitlement.subjectOf(user, answer.subject());
            if (!Optional.ofNullable(answer.practice()).equals(subject.practice())) {
                throw new ChoiceMovedOn();
            }
            return writer.keep(answer, user.login()).getId();
        });
    }

    /** The receipt that this draft already became; empty for a draft not yet saved, and for anyone else's. */
    Optional<String> receiptOf(UUID draft, SignedInUser user) {
        return events.findByIdempotencyKey(draft).stream()
                .filter(event -> user.login().equals(event.enteredBy()))
                .map(ChoiceEvent::receipt)
                .findFirst();
    }

    /** What was saved with a letter; empty while it can still record, and for everyone with an account. */
    Optional<ChoiceEvent> savedByLetter(SignedInUser user) {
        var person = user.person();
        if (!user.byLetter() || person == null) {
            return Optional.empty();
        }
        return events.findHistory(person.value()).stream()
                .filter(event -> user.login().equals(event.enteredBy()))
                .findFirst();
    }

    /**
     * Saves a draft: one transaction, one event for each ledger that was asked about, one receipt. Repeating it gives the
     * first receipt again, also for requests that race. So when the database hangs up halfway, possibly after it has
     * stored everything, asking again settles what happened. When other work is in its way, it is done again from the start.
     *
     * @param seenType1 what the check page was shown with; must be the draft's own
     * @return the receipt's reference
     * @throws NotFound if there is no such draft of this user
     * @throws NotEntitled if the right to choose has ended since
     * @throws LetterAlreadyUsed if another answer was saved with this letter: a letter records once
     * @throws ChoiceMovedOn if one of the ledgers moved on; nothing is stored
     * @throws TooManyChoices if this person's choice was saved very often lately; nothing is stored
     */
    String save(UUID draft, PersonId subject, int seenType1, int seenNational, SignedInUser user) {
        var course = new SaveCourse();
        try {
            var receipt = save(draft, subject, seenType1, seenNational, user, course);
            if (!course.savedNow()) {
                publisher.publishEvent(
                        course.inDoubt() ? new ChoiceSettled() : new ChoiceNotSaved(ChoiceNotSaved.Why.SAVED_BEFORE));
            }
            return receipt;
        } catch (RuntimeException e) {
            publisher.publishEvent(new ChoiceNotSaved(course.whyNot(e)));
            throw e;
        }
    }

    private String save(
            UUID draft, PersonId subject, int seenType1, int seenNational, SignedInUser user, SaveCourse course) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(() -> {
                    course.begins();
                    return receiptOf(draft, user).orElseGet(() -> {
                        var receipt = saveOnce(draft, subject, seenType1, seenNational, user);
                        course.stored();
                        return receipt;
                    });
                });
            } catch (LetterAlreadyUsed | ChoiceMovedOn refused) { // perhaps by this very draft, saved a moment ago
                return receiptOf(draft, user).orElseThrow(() -> refused);
            } catch (DataIntegrityViolationException raced) {
                course.begins();
                var first = receiptOf(draft, user);
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

    private String saveOnce(UUID id, PersonId subjectId, int seenType1, int seenNational, SignedInUser user) {
        var draft = drafts.find(id, subjectId, user);
        var subject = people.hold(subjectId).orElseThrow(NotFound::new);
        var actor = user.actor();
        var speaker = entitlement.speakerFor(actor, subject);
        if (seenType1 != draft.seen(OptOutType.TYPE_1)
                || seenNational != draft.seen(OptOutType.NATIONAL_DATA_OPT_OUT)
                || !draft.practice().equals(subject.practice())) {
            throw new ChoiceMovedOn();
        }
        limits.check(subjectId);
        if (actor instanceof Actor.LetterHolder holder) {
            letterCodes.used(holder.letter());
        }
        var said = new Submission(
                id,
                draft.payloadHash(),
                subjectId,
                speaker,
                actor,
                ChoiceChannel.ONLINE,
                ProofingLevel.P5,
                draft.shown(),
                UkTime.today(clock),
                References.next());
        var replaced = replacedBy(draft.decisions().keySet(), current.of(subjectId));
        var appended = ledger.append(said, subject, draft.decisions(), draft::seen);
        replaced.forEach(receipt -> publisher.publishEvent(new ChoiceReplaced(receipt)));
        publisher.publishEvent(recorded(subject, speaker, said, appended));
        return said.receipt();
    }

    /** Receipts of which nothing counts any more. Somebody registered nowhere is asked about one ledger; the other stays. */
    private static Set<String> replacedBy(Set<OptOutType> answered, Map<OptOutType, CurrentChoice> before) {
        var receipts = new LinkedHashSet<String>();
        before.values().forEach(choice -> receipts.add(choice.receipt()));
        before.forEach((type, choice) -> {
            if (!answered.contains(type)) {
                receipts.remove(choice.receipt());
            }
        });
        return receipts;
    }

    private ChoiceRecorded recorded(PersonView subject, Speaker speaker, Submission said, List<ChoiceEvent> appended) {
        var answers = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        appended.forEach(event -> answers.put(event.type(), Objects.requireNonNull(event.decision())));
        return new ChoiceRecorded(
                subject.id(),
                speaker instanceof Speaker.Proxy proxy ? proxy.person() : null,
                speaker instanceof Speaker.Proxy proxy ? proxy.role() : null,
                answers,
                subject.practice(),
                atPractice(subject, appended),
                said.receipt(),
                said.shown().n(),
                appended.get(0).recordedAt());
    }

    private @Nullable AtPractice atPractice(PersonView subject, List<ChoiceEvent> appended) {
        return decisions.of(subject, appended).stream()
                .filter(decision -> decision.choice().type() == OptOutType.TYPE_1)
                .map(decision -> decision.effect().effect())
                .map(effect -> effect == EffectView.Effect.IN_FORCE
                        ? AtPractice.ENTERED
                        : effect == EffectView.Effect.NOTHING_TO_ENTER
                                ? AtPractice.NOTHING_TO_ENTER
                                : AtPractice.TO_ENTER)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String constraintOf(DataIntegrityViolationException violation) {
        var cause = violation.getCause();
        return cause instanceof ConstraintViolationException hibernate ? hibernate.getConstraintName() : null;
    }
}
