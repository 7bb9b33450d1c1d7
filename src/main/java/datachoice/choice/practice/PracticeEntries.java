package datachoice.choice.practice;

import datachoice.choice.ChoiceApplied;
import datachoice.choice.ChoiceEntryUndone;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.ChoiceNumber;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.Deliveries;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.ledger.EntryStatus;
import datachoice.choice.ledger.PracticeListing;
import datachoice.choice.ledger.WholeTransactions;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import datachoice.practice.Workplace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** "Entered in our system", and taking it back. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class PracticeEntries {
    /** As many as a page of the list has. */
    static final int MOST = PracticeList.PAGE_LENGTH;

    private final PracticeRows rows;
    private final PracticeListing listing;
    private final Deliveries deliveries;
    private final CurrentChoices current;
    private final ChoiceEvents events;
    private final Doubts doubts;
    private final PersonLookup people;
    private final Relations relations;
    private final ApplicationEventPublisher publisher;
    private final WholeTransactions transactions;

    PracticeEntries(
            PracticeRows rows,
            PracticeListing listing,
            Deliveries deliveries,
            CurrentChoices current,
            ChoiceEvents events,
            Doubts doubts,
            PersonLookup people,
            Relations relations,
            ApplicationEventPublisher publisher,
            WholeTransactions transactions) {
        this.rows = rows;
        this.listing = listing;
        this.deliveries = deliveries;
        this.current = current;
        this.events = events;
        this.doubts = doubts;
        this.people = people;
        this.relations = relations;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    /**
     * Marks choices as entered: all that can be in one transaction, the others left alone. Doing it twice does it once.
     *
     * @param entries at most {@link #MOST}; of one person named twice the first counts
     * @param warned whom somebody says that a choice was not theirs of, as the page with the button said; null where it
     *     said so of nobody. A doubt stops nothing by itself, but nothing is entered without having been warned of it
     */
    Map<PersonId, EntryResult> apply(Collection<Entry> entries, @Nullable PersonId warned, SignedInUser user) {
        var practice = Workplace.of(user);
        var asked = new LinkedHashMap<PersonId, Entry>();
        entries.stream().limit(MOST).forEach(entry -> asked.putIfAbsent(entry.subject(), entry));
        return transactions.run(() -> {
            var held = rows.hold(practice, asked.keySet());
            var doubted = doubts.openAmong(asked.keySet());
            var registered = people.find(asked.keySet());
            var results = new LinkedHashMap<PersonId, EntryResult>();
            held.forEach((subject, row) -> {
                var person = registered.get(subject);
                results.put(
                        subject,
                        person == null || !person.practice().equals(Optional.of(practice))
                                ? EntryResult.GONE
                                : apply(
                                        asked.get(subject),
                                        row,
                                        person,
                                        practice,
                                        doubted.contains(subject),
                                        subject.equals(warned),
                                        user));
            });
            asked.keySet().forEach(subject -> results.putIfAbsent(subject, EntryResult.GONE));
            return results;
        });
    }

    private EntryResult apply(
            Entry asked,
            PracticeRow row,
            PersonView person,
            OdsCode practice,
            boolean doubted,
            boolean warned,
            SignedInUser user) {
        if (row.n() != asked.n()) {
            return EntryResult.CHANGED;
        }
        if (row.status() != EntryStatus.NEW) {
            return row.status() == EntryStatus.APPLIED ? EntryResult.ALREADY : EntryResult.CHANGED;
        }
        if (doubted && !warned) {
            return EntryResult.DOUBTED;
        }
        var at = deliveries.append(row.subject(), row.n(), Deliveries.Step.APPLIED, practice, user.login());
        listing.refresh(person);
        var choice = Objects.requireNonNull(current.of(row.subject()).get(OptOutType.TYPE_1));
        publisher.publishEvent(new ChoiceApplied(
                row.subject(),
                practice,
                choice.practice().equals(Optional.of(practice)) ? choice.decision() : null,
                choice.receipt(),
                choice.recordedAt(),
                at,
                proxy(person, row.n()),
                doubted));
        return EntryResult.DONE;
    }

    /**
     * Takes an entry back, as a new step: what is written stays written.
     *
     * @param entry the choice that the practice entered, which need not be the newest
     */
    EntryResult undo(Entry entry, SignedInUser user) {
        var practice = Workplace.of(user);
        return transactions.run(() -> {
            var held = rows.hold(practice, List.of(entry.subject()));
            var person = people.find(entry.subject())
                    .filter(one -> one.practice().equals(Optional.of(practice)))
                    .orElse(null);
            if (held.isEmpty() || person == null) {
                return EntryResult.GONE;
            }
            var entered = deliveries.enteredAt(entry.subject(), practice).orElse(null);
            if (entered == null) {
                return EntryResult.ALREADY;
            }
            if (entered.n() != entry.n()) {
                return EntryResult.CHANGED;
            }
            var at = deliveries.append(entry.subject(), entry.n(), Deliveries.Step.UNDONE, practice, user.login());
            listing.refresh(person);
            publisher.publishEvent(new ChoiceEntryUndone(
                    entry.subject(),
                    practice,
                    entered.decision(),
                    entered.receipt(),
                    entered.at(),
                    at,
                    held.get(entry.subject()).n() == entry.n(),
                    proxy(person, entry.n())));
            return EntryResult.DONE;
        });
    }

    /** Who made that choice for them and may still choose for them; null for people who chose for themselves. */
    private @Nullable PersonId proxy(PersonView subject, int n) {
        return events.findByNumber(new ChoiceNumber(subject.id().value(), OptOutType.TYPE_1, n))
                .flatMap(ChoiceEvent::proxy)
                .filter(proxy -> relations.choosersFor(subject).stream()
                        .anyMatch(relation -> relation.proxy().equals(proxy)))
                .orElse(null);
    }
}
