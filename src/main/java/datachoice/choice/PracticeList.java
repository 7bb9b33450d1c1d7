package datachoice.choice;

import datachoice.core.Ids;
import datachoice.core.NhsNumber;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.NhsNumbers;
import datachoice.person.PersonLookup;
import datachoice.person.PersonSearch;
import datachoice.person.PersonView;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What practice staff may see: the choices about the GP record of the people registered at their own practice. Each look
 * is written down in the transaction that reads, so nothing is shown without its entry (D19); that is why none of them is
 * read-only.
 */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
@Transactional
class PracticeList {
    static final int PAGE_LENGTH = 50;

    /** More people than this share no name and birthday at one practice; if they do, the search has to say more. */
    static final int MOST_FOUND = 20;

    private final PracticeRows rows;
    private final NationalCounts national;
    private final DissentCodes codes;
    private final PracticeSearches searches;
    private final Deliveries deliveries;
    private final ChoiceEvents events;
    private final PersonLookup people;
    private final PersonSearch search;
    private final NhsNumbers numbers;
    private final ApplicationEventPublisher publisher;

    PracticeList(
            PracticeRows rows,
            NationalCounts national,
            DissentCodes codes,
            PracticeSearches searches,
            Deliveries deliveries,
            ChoiceEvents events,
            PersonLookup people,
            PersonSearch search,
            NhsNumbers numbers,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.national = national;
        this.codes = codes;
        this.searches = searches;
        this.deliveries = deliveries;
        this.events = events;
        this.people = people;
        this.search = search;
        this.numbers = numbers;
        this.publisher = publisher;
    }

    /**
     * A page of the list.
     *
     * @param query with the page that is shown
     * @param total rows on all its pages
     * @param first number of the first row shown, 0 if there is none
     * @param toEnter how many wait to be entered, whatever the filters
     * @param toReconfirm how many said their choice at another practice
     * @param nobody true if no one at all is on the list
     */
    record ListPage(
            ListQuery query,
            List<ListRow> rows,
            int total,
            int pages,
            int first,
            int toEnter,
            int toReconfirm,
            boolean nobody,
            NationalCounts.CountsView national,
            List<DissentCode> codes) {
        public int last() {
            return first == 0 ? 0 : first + rows.size() - 1;
        }

        public boolean anythingToEnter() {
            return rows.stream().anyMatch(row -> row.row().status() == EntryStatus.NEW);
        }
    }

    /** One person as the list shows them. */
    record ListRow(PracticeRows.Row row, NhsNumber nhsNumber) {}

    /**
     * Everything about one person that their practice may see.
     *
     * @param reason why it was opened, as the patient reads it
     * @param now the choice about the GP record; null if none is recorded
     * @param entered what the practice's system holds; null for nothing
     * @param codes what there is to enter now; empty for nothing
     * @param history the newest first
     * @param search the search that found this person; null if they were opened from the list
     */
    record PersonPage(
            PersonView person,
            NhsNumber nhsNumber,
            String reason,
            PracticeRows.@Nullable Row now,
            Deliveries.@Nullable Entered entered,
            List<DissentCode> codes,
            List<HistoryView> history,
            @Nullable UUID search) {}

    /**
     * One choice about the GP record.
     *
     * @param here it was said at this practice
     * @param steps what this practice did about it, in the order in which it happened
     */
    record HistoryView(ChoiceView choice, boolean here, List<Deliveries.StepView> steps) {}

    /** Someone whom a search found. */
    record FoundView(PersonView person, NhsNumber nhsNumber) {}

    /** A page of the list; beyond the last page it is the last one. */
    ListPage show(ListQuery asked, SignedInUser user) {
        var practice = practiceOf(user);
        int total = rows.count(practice, asked);
        int pages = Math.max(1, (total + PAGE_LENGTH - 1) / PAGE_LENGTH);
        var query = asked.onPage(Math.min(asked.page(), pages));
        int skipped = (query.page() - 1) * PAGE_LENGTH;
        var page = total == 0 ? List.<PracticeRows.Row>of() : rows.page(practice, query, skipped, PAGE_LENGTH, total);
        var shown = page.stream().map(PracticeRows.Row::subject).toList();
        publisher.publishEvent(PracticeLook.listViewed(shown, query.page()));
        var nhsNumbers = numbers.of(shown);
        var waiting = rows.waiting(practice);
        return new ListPage(
                query,
                page.stream()
                        .map(row -> new ListRow(row, nhsNumbers.get(row.subject())))
                        .toList(),
                total,
                pages,
                page.isEmpty() ? 0 : skipped + 1,
                waiting.getOrDefault(EntryStatus.NEW, 0),
                waiting.getOrDefault(EntryStatus.TO_RECONFIRM, 0),
                total == 0 && rows.isEmpty(practice),
                national.of(practice),
                codes.current());
    }

    /**
     * One person: from the list, or found by a search of this user.
     *
     * @param searched id of that search; null if there was none
     * @throws NotFound for anyone who is not registered at this practice now, for someone off the list without a search,
     *     and for a search that is not this user's, is too old, or did not find them
     */
    PersonPage open(PersonId id, @Nullable String searched, SignedInUser user) {
        var practice = practiceOf(user);
        var person = registeredAt(practice, id);
        var now = rows.find(practice, id).orElse(null);
        var searchId = searched == null ? null : Ids.parse(searched).orElseThrow(NotFound::new);
        var reason = reasonFor(searchId, id, now, user, practice);
        publisher.publishEvent(PracticeLook.opened(id, reason));
        var entered = deliveries.enteredAt(id, practice).orElse(null);
        var toEnter = now != null && now.status() == EntryStatus.NEW;
        return new PersonPage(
                person,
                numbers.of(List.of(id)).get(id),
                reason,
                now,
                entered,
                toEnter ? codes.of(now.decision()) : List.of(),
                history(id, practice),
                searchId);
    }

    private String reasonFor(
            @Nullable UUID searchId,
            PersonId id,
            PracticeRows.@Nullable Row onList,
            SignedInUser user,
            OdsCode practice) {
        if (searchId != null) {
            var reason = searches.reasonOf(searchId, user, practice).orElseThrow(NotFound::new);
            if (!searches.foundBy(searchId).contains(id)) {
                throw new NotFound();
            }
            return reason;
        }
        if (onList == null) {
            throw new NotFound();
        }
        return LookReason.APPLYING.name();
    }

    private List<HistoryView> history(PersonId id, OdsCode practice) {
        var steps = deliveries.stepsOf(id).stream()
                .filter(step -> step.practice().equals(practice))
                .toList();
        return events.findHistory(id.value()).stream()
                .filter(event -> event.type() == OptOutType.TYPE_1)
                .map(ChoiceEvent::view)
                .map(choice -> new HistoryView(
                        choice,
                        choice.practice().equals(Optional.of(practice)),
                        steps.stream().filter(step -> step.n() == choice.n()).toList()))
                .toList();
    }

    /** @return the search, by which whoever it found can be opened; empty if it found nobody */
    Optional<SearchedView> search(NhsNumber number, String reason, SignedInUser user) {
        var practice = practiceOf(user);
        return keep(search.find(practice, number).stream().toList(), reason, user);
    }

    /** Those with these words in their names who were born on that day; see the other search. */
    Optional<SearchedView> search(String name, LocalDate dateOfBirth, String reason, SignedInUser user) {
        var practice = practiceOf(user);
        return keep(search.find(practice, name, dateOfBirth, MOST_FOUND), reason, user);
    }

    /**
     * A search that found somebody.
     *
     * @param only the one person found; null if there are several
     */
    record SearchedView(UUID id, @Nullable PersonId only) {}

    private Optional<SearchedView> keep(List<PersonView> found, String reason, SignedInUser user) {
        var ids = found.stream().map(PersonView::id).toList();
        // Several are shown, and written down one by one, on the page that lists them.
        publisher.publishEvent(PracticeLook.searched(ids.size() == 1 ? ids : List.of(), ids.size(), reason));
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        var id = searches.keep(user, practiceOf(user), reason, ids);
        return Optional.of(new SearchedView(id, ids.size() == 1 ? ids.get(0) : null));
    }

    /**
     * Whom a search of this user found, by family name.
     *
     * @throws NotFound if it is not this user's, or too old
     */
    List<FoundView> found(String searched, SignedInUser user) {
        var practice = practiceOf(user);
        var id = Ids.parse(searched).orElseThrow(NotFound::new);
        var reason = searches.reasonOf(id, user, practice).orElseThrow(NotFound::new);
        var found = people.find(searches.foundBy(id)).values().stream()
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .sorted((one, other) -> (one.familyName() + " " + one.givenNames())
                        .compareToIgnoreCase(other.familyName() + " " + other.givenNames()))
                .toList();
        var ids = found.stream().map(PersonView::id).toList();
        publisher.publishEvent(PracticeLook.searched(ids, ids.size(), reason));
        Map<PersonId, NhsNumber> nhsNumbers = numbers.of(ids);
        return found.stream()
                .map(person -> new FoundView(person, nhsNumbers.get(person.id())))
                .toList();
    }

    private PersonView registeredAt(OdsCode practice, PersonId id) {
        return people.find(id)
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .orElseThrow(NotFound::new);
    }

    /** From the account, never from what was sent. */
    static OdsCode practiceOf(SignedInUser user) {
        return Optional.ofNullable(user.practice()).orElseThrow(NotFound::new);
    }
}
