package datachoice.choice;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** "Entered in our system", and taking it back. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class PracticeEntries {
    /** As many as a page of the list has. */
    static final int MOST = PracticeList.PAGE_LENGTH;

    private static final int ATTEMPTS = 3;

    /**
     * Which choice of whom, as the page showed it.
     *
     * @param n its number in the ledger
     */
    record Entry(PersonId subject, int n) {
        private static final Pattern WRITTEN = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})");

        /** Empty for anything that our pages did not write. */
        static Optional<Entry> parse(String text) {
            var parts = WRITTEN.matcher(text);
            return parts.matches()
                    ? PersonId.parse(parts.group(1))
                            .map(subject -> new Entry(subject, Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        }
    }

    /** What became of one of them. */
    enum Result {
        DONE,
        /** Somebody else was faster, or the button was pressed twice. */
        ALREADY,
        /** There is a newer choice than the page showed: that one has to be entered. */
        CHANGED,
        /** No longer registered at this practice, or never was. */
        GONE
    }

    private final PracticeRows rows;
    private final PracticeListing listing;
    private final Deliveries deliveries;
    private final CurrentChoices current;
    private final PersonLookup people;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    PracticeEntries(
            PracticeRows rows,
            PracticeListing listing,
            Deliveries deliveries,
            CurrentChoices current,
            PersonLookup people,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.listing = listing;
        this.deliveries = deliveries;
        this.current = current;
        this.people = people;
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Marks choices as entered: all that can be in one transaction, the others left alone. Doing it twice does it once.
     *
     * @param entries at most {@link #MOST}; of one person named twice the first counts
     */
    Map<PersonId, Result> apply(Collection<Entry> entries, SignedInUser user) {
        var practice = PracticeList.practiceOf(user);
        var asked = new LinkedHashMap<PersonId, Entry>();
        entries.stream().limit(MOST).forEach(entry -> asked.putIfAbsent(entry.subject(), entry));
        return inTransaction(() -> {
            var held = rows.hold(practice, asked.keySet());
            var registered = people.find(asked.keySet());
            var results = new LinkedHashMap<PersonId, Result>();
            held.forEach((subject, row) -> {
                var person = registered.get(subject);
                results.put(
                        subject,
                        person == null || !person.practice().equals(Optional.of(practice))
                                ? Result.GONE
                                : apply(asked.get(subject), row, person, practice, user));
            });
            asked.keySet().forEach(subject -> results.putIfAbsent(subject, Result.GONE));
            return results;
        });
    }

    private Result apply(Entry asked, PracticeRows.Row row, PersonView person, OdsCode practice, SignedInUser user) {
        if (row.n() != asked.n()) {
            return Result.CHANGED;
        }
        if (row.status() != EntryStatus.NEW) {
            return row.status() == EntryStatus.APPLIED ? Result.ALREADY : Result.CHANGED;
        }
        var at = deliveries.append(row.subject(), row.n(), Deliveries.Step.APPLIED, practice, user.login());
        listing.refresh(person);
        var choice = Objects.requireNonNull(current.of(row.subject()).get(OptOutType.TYPE_1));
        publisher.publishEvent(new ChoiceApplied(row.subject(), practice, row.decision(), choice.receipt(), at));
        return Result.DONE;
    }

    /**
     * Takes an entry back, as a new step: what is written stays written.
     *
     * @param entry the choice that the practice entered, which need not be the newest
     */
    Result undo(Entry entry, SignedInUser user) {
        var practice = PracticeList.practiceOf(user);
        return inTransaction(() -> {
            var held = rows.hold(practice, List.of(entry.subject()));
            var person = people.find(entry.subject())
                    .filter(one -> one.practice().equals(Optional.of(practice)))
                    .orElse(null);
            if (held.isEmpty() || person == null) {
                return Result.GONE;
            }
            var entered = deliveries.enteredAt(entry.subject(), practice);
            if (entered.isEmpty()) {
                return Result.ALREADY;
            }
            if (entered.get().n() != entry.n()) {
                return Result.CHANGED;
            }
            deliveries.append(entry.subject(), entry.n(), Deliveries.Step.UNDONE, practice, user.login());
            listing.refresh(person);
            publisher.publishEvent(PracticeLook.undone(entry.subject()));
            return Result.DONE;
        });
    }

    /** Once more if a register that is being loaded held the same people in another order. */
    private <T> T inTransaction(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == ATTEMPTS) {
                    throw deadlock;
                }
            }
        }
    }
}
