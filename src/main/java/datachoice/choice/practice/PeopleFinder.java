package datachoice.choice.practice;

import datachoice.core.Ids;
import datachoice.core.NhsNumber;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.SignedInUser;
import datachoice.person.NhsNumbers;
import datachoice.person.PersonLookup;
import datachoice.person.PersonSearch;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import datachoice.person.RightView;
import datachoice.practice.Workplace;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds people of the practice, and writes down whom it showed in the transaction that reads (D19). */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
@Transactional
class PeopleFinder {
    /** More people than this share no name and birthday at one practice; if they do, the search has to say more. */
    static final int MOST_FOUND = 20;

    private static final Optional<PersonView> NOBODY = Optional.empty();

    private final PersonSearch search;
    private final PracticeSearches searches;
    private final PersonLookup people;
    private final Relations relations;
    private final NhsNumbers numbers;
    private final ApplicationEventPublisher publisher;

    PeopleFinder(
            PersonSearch search,
            PracticeSearches searches,
            PersonLookup people,
            Relations relations,
            NhsNumbers numbers,
            ApplicationEventPublisher publisher) {
        this.search = search;
        this.searches = searches;
        this.people = people;
        this.relations = relations;
        this.numbers = numbers;
        this.publisher = publisher;
    }

    /** @return the search, by which whoever it found can be opened; empty if it found nobody */
    Optional<SearchedView> search(NhsNumber number, String reason, SignedInUser user) {
        var practice = Workplace.of(user);
        var found = search.find(practice, number).stream().toList();
        var former = found.isEmpty()
                ? search.findFormer(practice, number).filter(person -> othersChoose(person, practice))
                : NOBODY;
        return former.isEmpty() ? keep(found, reason, user) : keepFormer(former.get(), reason, user);
    }

    private boolean othersChoose(PersonView person, OdsCode practice) {
        return relations.rightsOver(person, practice).stream().anyMatch(RightView::holds);
    }

    private Optional<SearchedView> keepFormer(PersonView person, String reason, SignedInUser user) {
        return keep(List.of(person), reason, user).map(one -> new SearchedView(one.id(), one.only(), true));
    }

    /** Those with these words in their names who were born on that day; see the other search. */
    Optional<SearchedView> search(String name, LocalDate dateOfBirth, String reason, SignedInUser user) {
        return keep(search.find(Workplace.of(user), name, dateOfBirth, MOST_FOUND), reason, user);
    }

    private Optional<SearchedView> keep(List<PersonView> found, String reason, SignedInUser user) {
        var ids = found.stream().map(PersonView::id).toList();
        // Several are shown, and written down one by one, on the page that lists them.
        publisher.publishEvent(PracticeLook.searched(ids.size() == 1 ? ids : List.of(), ids.size(), reason));
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        var id = searches.keep(user, Workplace.of(user), reason, ids);
        return Optional.of(new SearchedView(id, ids.size() == 1 ? ids.get(0) : null, false));
    }

    /**
     * Whom a search of this user found, by family name.
     *
     * @throws NotFound if it is not this user's, or too old
     */
    List<FoundView> found(String searched, SignedInUser user) {
        var practice = Workplace.of(user);
        var id = Ids.parse(searched).orElseThrow(NotFound::new);
        var reason = searches.reasonOf(id, user, practice).orElseThrow(NotFound::new);
        var found = people.find(searches.foundBy(id)).values().stream()
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .sorted((one, other) -> (one.familyName() + " " + one.givenNames())
                        .compareToIgnoreCase(other.familyName() + " " + other.givenNames()))
                .toList();
        var ids = found.stream().map(PersonView::id).toList();
        publisher.publishEvent(PracticeLook.searched(ids, ids.size(), reason));
        var nhsNumbers = numbers.of(ids);
        return found.stream()
                .map(person -> new FoundView(person, nhsNumbers.get(person.id())))
                .toList();
    }
}
