package datachoice.choice.practice;

import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.Deliveries;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.NhsNumbers;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.practice.Workplace;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens one person of the practice, and writes the look down in the transaction that reads (D19). */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
@Transactional
class PracticePeople {
    private final PracticeRows rows;
    private final PracticeSearches searches;
    private final DissentCodes codes;
    private final Deliveries deliveries;
    private final ChoiceEvents events;
    private final PersonLookup people;
    private final NhsNumbers numbers;
    private final ApplicationEventPublisher publisher;

    PracticePeople(
            PracticeRows rows,
            PracticeSearches searches,
            DissentCodes codes,
            Deliveries deliveries,
            ChoiceEvents events,
            PersonLookup people,
            NhsNumbers numbers,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.searches = searches;
        this.codes = codes;
        this.deliveries = deliveries;
        this.events = events;
        this.people = people;
        this.numbers = numbers;
        this.publisher = publisher;
    }

    /**
     * One person: from the list, or found by a search of this user.
     *
     * @param searched id of that search; null if there was none
     * @param again the page comes again after something was pressed on it
     * @throws NotFound for anyone who is not registered at this practice now, for someone off the list without a search,
     *     and for a search that is not this user's, is too old, or did not find them
     */
    PersonPage open(PersonId id, @Nullable String searched, boolean again, SignedInUser user) {
        var practice = Workplace.of(user);
        var person = registeredAt(practice, id);
        var now = rows.find(practice, id).orElse(null);
        var search = searched == null ? null : Ids.parse(searched).orElseThrow(NotFound::new);
        if (search == null && now == null) {
            throw new NotFound();
        }
        var reason = search == null ? LookReason.APPLYING.name() : reasonOf(search, id, user, practice);
        publisher.publishEvent(again ? PracticeLook.shownAgain(id, reason) : PracticeLook.opened(id, reason));
        var toEnter = now != null && now.status() == EntryStatus.NEW;
        return new PersonPage(
                person,
                numbers.of(List.of(id)).get(id),
                reason,
                now,
                deliveries.enteredAt(id, practice).orElse(null),
                toEnter ? codes.of(now.decision()) : List.of(),
                history(id, practice),
                search);
    }

    private String reasonOf(UUID search, PersonId id, SignedInUser user, OdsCode practice) {
        var reason = searches.reasonOf(search, user, practice).orElseThrow(NotFound::new);
        if (!searches.foundBy(search).contains(id)) {
            throw new NotFound();
        }
        return reason;
    }

    private List<PersonPage.HistoryView> history(PersonId id, OdsCode practice) {
        var steps = deliveries.stepsOf(id).stream()
                .filter(step -> step.practice().equals(practice))
                .toList();
        return events.findHistory(id.value()).stream()
                .filter(event -> event.type() == OptOutType.TYPE_1)
                .map(ChoiceEvent::view)
                .map(choice -> new PersonPage.HistoryView(
                        choice,
                        choice.practice().equals(Optional.of(practice)),
                        steps.stream().filter(step -> step.n() == choice.n()).toList()))
                .toList();
    }

    private PersonView registeredAt(OdsCode practice, PersonId id) {
        return people.find(id)
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .orElseThrow(NotFound::new);
    }
}
