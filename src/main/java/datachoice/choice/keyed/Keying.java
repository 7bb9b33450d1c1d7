package datachoice.choice.keyed;

import datachoice.choice.CorrectionReason;
import datachoice.choice.DoubtOutcome;
import datachoice.choice.Keyed;
import datachoice.choice.OptOutType;
import datachoice.choice.SaveWay;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.Correction;
import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.DoubtView;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.ledger.KeyedEntries;
import datachoice.choice.ledger.KeyedView;
import datachoice.choice.ledger.NotEntitled;
import datachoice.choice.ledger.Recording;
import datachoice.choice.ledger.References;
import datachoice.choice.ledger.Saving;
import datachoice.choice.ledger.Submission;
import datachoice.choice.ledger.WholeTransactions;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.RelationView;
import datachoice.person.Relations;
import datachoice.practice.Workplace;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Takes what staff key about people of their practice: first as a draft that is read back, then, once, into the ledger. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class Keying {
    private final KeyedDrafts drafts;
    private final KeyedEntries entries;
    private final Doubts doubts;
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final Saving saving;
    private final Recording recording;
    private final Entitlement entitlement;
    private final Relations relations;
    private final PersonLookup people;
    private final WholeTransactions transactions;
    private final Clock clock;

    Keying(
            KeyedDrafts drafts,
            KeyedEntries entries,
            Doubts doubts,
            ChoiceEvents events,
            CurrentChoices current,
            Saving saving,
            Recording recording,
            Entitlement entitlement,
            Relations relations,
            PersonLookup people,
            WholeTransactions transactions,
            Clock clock) {
        this.drafts = drafts;
        this.entries = entries;
        this.doubts = doubts;
        this.events = events;
        this.current = current;
        this.saving = saving;
        this.recording = recording;
        this.entitlement = entitlement;
        this.relations = relations;
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A newer choice than the paper is on record: an older paper does not take its place. */
    static final class OlderThanRecorded extends RuntimeException {
        private static final long serialVersionUID = 1;

        OlderThanRecorded() {
            super("older than the choice on record", null, false, false);
        }
    }

    /** Those who may ask for the person today. */
    List<RelationView> choosersFor(PersonView subject) {
        return relations.choosersFor(subject);
    }

    /** Whether somebody says that a choice of this person was not theirs. */
    boolean inDoubt(PersonId subject) {
        return !doubts.openOf(subject).isEmpty();
    }

    /** When a choice said on that day was recorded, the latest if there are two. Empty for none. */
    Optional<Instant> recordedOfDay(PersonId subject, LocalDate day) {
        return current.of(subject).values().stream()
                .filter(choice ->
                        choice.decision() != null && choice.decidedOn().equals(day))
                .map(CurrentChoice::recordedAt)
                .max(Comparator.naturalOrder());
    }

    /**
     * Keeps an answer until it was read back and saved, for at most 24 hours.
     *
     * @return its id, which is also the idempotency key of what it becomes
     * @throws NotEntitled for somebody who died, a child who asks alone, and whoever has no right to ask
     * @throws OlderThanRecorded if a choice of a later day is on record
     */
    UUID keep(PersonId id, KeyedAnswer answer, SignedInUser user) {
        return transactions.run(() -> {
            var subject = held(id, user);
            entitlement.speakerAtPractice(answer.relation(), subject);
            var newest = current.of(id);
            if (newest.values().stream().anyMatch(choice -> choice.saidAfter(answer.decidedOn()))) {
                throw new OlderThanRecorded();
            }
            return keep(subject, answer, null, newest, user);
        });
    }

    /**
     * Keeps a correction; see the other.
     *
     * @throws NotFound if this practice may not correct it
     * @throws ChoiceMovedOn if something newer is on record
     */
    UUID keep(PersonId id, KeyedCorrection correction, SignedInUser user) {
        return transactions.run(() -> {
            var subject = held(id, user);
            correctable(id, correction.corrects(), user);
            return keep(subject, null, correction, Map.of(), user);
        });
    }

    private UUID keep(
            PersonView subject,
            @Nullable KeyedAnswer answer,
            @Nullable KeyedCorrection correction,
            Map<OptOutType, CurrentChoice> newest,
            SignedInUser user) {
        var id = Ids.next();
        drafts.keep(new KeyedDraft(
                id,
                subject.id(),
                user.login(),
                Workplace.of(user),
                answer,
                correction,
                n(newest, OptOutType.TYPE_1),
                n(newest, OptOutType.NATIONAL_DATA_OPT_OUT),
                clock.instant().plus(KeyedDraft.KEPT)));
        return id;
    }

    private static int n(Map<OptOutType, CurrentChoice> newest, OptOutType type) {
        return newest.containsKey(type) ? newest.get(type).n() : 0;
    }

    /** Empty for anyone else's draft, an old one, and one that never was. */
    Optional<KeyedDraft> find(UUID draft, PersonId subject, SignedInUser user) {
        return drafts.find(draft, subject, user.login(), Workplace.of(user));
    }

    /** The receipt that this draft already became. */
    Optional<String> receiptOf(UUID draft, PersonId subject, SignedInUser user) {
        return saving.receiptOf(draft, user.login()).filter(receipt -> events.findByReceipt(receipt).stream()
                .allMatch(event -> event.subject().equals(subject)));
    }

    /** When a saved choice or correction was recorded, and what this practice knows about it. */
    record CorrectableView(ChoiceEvent first, List<CorrectionReason> reasons) {}

    /**
     * A choice that this practice may correct: one that its staff keyed, for any reason; one of which somebody says that it
     * is not theirs, for that reason. What was chosen is not the practice's to see here.
     *
     * @throws NotFound for any other
     * @throws ChoiceMovedOn if something newer is on record
     * @throws SettledBefore if it is not theirs to correct any more, because a colleague settled the doubt about it
     */
    CorrectableView correctable(PersonId subject, String receipt, SignedInUser user) {
        var wrong = events.findByReceipt(receipt);
        var keyedHere = Optional.ofNullable(entries.of(subject).get(receipt))
                .filter(entry -> entry.practice().equals(Workplace.of(user)))
                .isPresent();
        var told = doubts.of(subject).stream()
                .filter(doubt -> doubt.receipt().equals(receipt))
                .filter(doubt ->
                        doubt.settled() == null || doubt.settled().practice().equals(Workplace.of(user)))
                .toList();
        if (wrong.isEmpty() || !wrong.get(0).subject().equals(subject) || !keyedHere && told.isEmpty()) {
            throw new NotFound();
        }
        var newest = current.of(subject);
        if (wrong.stream().anyMatch(event -> !newest.get(event.type()).receipt().equals(receipt))) {
            throw new ChoiceMovedOn();
        }
        if (!keyedHere && told.stream().noneMatch(DoubtView::open)) {
            throw new SettledBefore(told.get(0).id());
        }
        return new CorrectableView(
                wrong.get(0), keyedHere ? List.of(CorrectionReason.values()) : List.of(CorrectionReason.NOT_THEM));
    }

    /**
     * Saves a draft: one transaction, one event for each ledger, one receipt. Repeating it gives the first receipt again,
     * also for requests that race.
     *
     * @return the receipt's reference
     * @throws NotFound if there is no such draft of this user, or the person has left the practice
     * @throws NotEntitled if the right to choose has ended since
     * @throws ChoiceMovedOn if something newer was saved meanwhile; nothing is stored
     */
    String save(UUID id, PersonId subject, SignedInUser user) {
        return saving.once(id, user.login(), SaveWay.KEYED, () -> {
            var draft = find(id, subject, user).orElseThrow(NotFound::new);
            var person = held(subject, user);
            return draft.correction() == null
                    ? record(draft, person, user)
                    : correct(draft, draft.correction(), person, user);
        });
    }

    private String record(KeyedDraft draft, PersonView subject, SignedInUser user) {
        var answer = Objects.requireNonNull(draft.answer());
        var said = new Submission(
                draft.id(),
                draft.payloadHash(),
                subject.id(),
                entitlement.speakerAtPractice(answer.relation(), subject),
                user.actor(),
                answer.channel(),
                answer.proofing(),
                answer.shown(),
                answer.decidedOn(),
                References.next());
        var receipt = recording.record(
                said,
                subject,
                draft.decisions(),
                draft::seen,
                new Keyed(draft.practice(), answer.channel(), answer.decidedOn()));
        var original = answer.original().isEmpty() ? null : answer.original();
        entries.add(subject.id(), new KeyedView(receipt, draft.practice(), original, null, null));
        doubts.openOf(subject.id())
                .forEach(doubt -> doubts.settle(doubt, DoubtOutcome.REPLACED, "", draft.practice(), user.login()));
        return receipt;
    }

    private String correct(KeyedDraft draft, KeyedCorrection correction, PersonView subject, SignedInUser user) {
        var why = correction.why();
        if (!correctable(subject.id(), correction.corrects(), user).reasons().contains(why)) {
            throw new NotFound();
        }
        settleAsCorrected(draft, correction.corrects(), subject, user);
        var wrong = events.findByReceipt(correction.corrects());
        var receipt = recording.correct(
                new Correction(
                        draft.id(), draft.payloadHash(), user.actor(), why, draft.decisions(), References.next()),
                draft.practice(),
                subject,
                wrong);
        entries.add(subject.id(), new KeyedView(receipt, draft.practice(), null, correction.corrects(), why));
        if (draft.decisions().isEmpty()) {
            openAgain(subject.id(), wrong);
        }
        return receipt;
    }

    /**
     * What counts again may be a choice of which somebody said that it is not theirs. That was settled because a newer choice
     * took its place, which was wrong.
     */
    private void openAgain(PersonId subject, List<ChoiceEvent> wrong) {
        var keyed = entries.of(subject);
        var counting =
                wrong.stream().flatMap(event -> countingAgain(event, keyed)).collect(Collectors.toSet());
        doubts.of(subject).stream()
                .filter(doubt -> counting.contains(doubt.receipt()))
                .collect(Collectors.toMap(DoubtView::receipt, Function.identity(), (newest, older) -> newest))
                .values()
                .stream()
                .filter(doubt -> doubt.settled() != null && doubt.settled().outcome() == DoubtOutcome.REPLACED)
                .forEach(doubts::tellAgain);
    }

    /** References of what counted before the wrong choice: its own, and those of what it repeats. */
    private Stream<String> countingAgain(ChoiceEvent wrong, Map<String, KeyedView> keyed) {
        return events.findBefore(wrong).stream().flatMap(before -> {
            var entry = keyed.get(before.receipt());
            boolean repeats = entry != null && entry.why() != null && entry.why() != CorrectionReason.TYPED;
            return Stream.concat(Stream.of(before.receipt()), repeats ? countingAgain(before, keyed) : Stream.empty());
        });
    }

    /** First of all: a colleague who settles the same doubt now is either before this or after it, never beside it. */
    private void settleAsCorrected(KeyedDraft draft, String corrected, PersonView subject, SignedInUser user) {
        doubts.openOf(subject.id()).stream()
                .filter(doubt -> doubt.receipt().equals(corrected))
                .filter(doubt -> !doubts.settle(doubt, DoubtOutcome.CORRECTED, "", draft.practice(), user.login()))
                .forEach(doubt -> {
                    throw new SettledBefore(doubt.id());
                });
    }

    /** Somebody registered at the practice of whoever acts, who moves nowhere until the transaction ends. */
    private PersonView held(PersonId subject, SignedInUser user) {
        OdsCode practice = Workplace.of(user);
        return people.hold(subject)
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .orElseThrow(NotFound::new);
    }
}
