package datachoice.choice.question;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.OptOutType;
import datachoice.choice.SaveWay;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.ledger.NotEntitled;
import datachoice.choice.ledger.ProofingLevel;
import datachoice.choice.ledger.Recording;
import datachoice.choice.ledger.References;
import datachoice.choice.ledger.Saving;
import datachoice.choice.ledger.Submission;
import datachoice.choice.ledger.TooManyChoices;
import datachoice.choice.ledger.WholeTransactions;
import datachoice.core.Actor;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.identity.LetterCodes;
import datachoice.person.PersonLookup;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Takes answers: first as a draft that can be checked, then, once, into the ledger. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
class ChoiceManagement {
    private final DraftWriter writer;
    private final OpenDrafts drafts;
    private final ChoiceEvents events;
    private final Saving saving;
    private final Recording recording;
    private final Entitlement entitlement;
    private final PersonLookup people;
    private final LetterCodes letterCodes;
    private final Clock clock;
    private final WholeTransactions transactions;

    ChoiceManagement(
            DraftWriter writer,
            OpenDrafts drafts,
            ChoiceEvents events,
            Saving saving,
            Recording recording,
            Entitlement entitlement,
            PersonLookup people,
            LetterCodes letterCodes,
            WholeTransactions transactions,
            Clock clock) {
        this.writer = writer;
        this.drafts = drafts;
        this.events = events;
        this.saving = saving;
        this.recording = recording;
        this.entitlement = entitlement;
        this.people = people;
        this.letterCodes = letterCodes;
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
        return saving.receiptOf(draft, user.login());
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
     * first receipt again, also for requests that race.
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
        return saving.once(
                draft, user.login(), SaveWay.ONLINE, () -> saveNow(draft, subject, seenType1, seenNational, user));
    }

    private String saveNow(UUID id, PersonId subjectId, int seenType1, int seenNational, SignedInUser user) {
        var draft = drafts.find(id, subjectId, user);
        var subject = people.hold(subjectId).orElseThrow(NotFound::new);
        var actor = user.actor();
        var speaker = entitlement.speakerFor(actor, subject);
        if (seenType1 != draft.seen(OptOutType.TYPE_1)
                || seenNational != draft.seen(OptOutType.NATIONAL_DATA_OPT_OUT)
                || !draft.practice().equals(subject.practice())) {
            throw new ChoiceMovedOn();
        }
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
        return recording.record(said, subject, draft.decisions(), draft::seen, null);
    }
}
