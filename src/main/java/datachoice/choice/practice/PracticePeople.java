package datachoice.choice.practice;

import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.Deliveries;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.ledger.EntryStatus;
import datachoice.choice.ledger.KeyedEntries;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PersonNames;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.LetterCodes;
import datachoice.person.FormerPractices;
import datachoice.person.NhsNumbers;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.practice.Workplace;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
public class PracticePeople {
    private final PracticeRows rows;
    private final PracticeSearches searches;
    private final DissentCodes codes;
    private final Deliveries deliveries;
    private final ChoiceEvents events;
    private final KeyedEntries keyed;
    private final Doubts doubts;
    private final PersonLookup people;
    private final FormerPractices former;
    private final NhsNumbers numbers;
    private final Clock clock;
    private final LetterCodes letters;
    private final ApplicationEventPublisher publisher;

    PracticePeople(
            PracticeRows rows,
            PracticeSearches searches,
            DissentCodes codes,
            Deliveries deliveries,
            ChoiceEvents events,
            KeyedEntries keyed,
            Doubts doubts,
            PersonLookup people,
            FormerPractices former,
            NhsNumbers numbers,
            Clock clock,
            LetterCodes letters,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.searches = searches;
        this.codes = codes;
        this.deliveries = deliveries;
        this.events = events;
        this.keyed = keyed;
        this.doubts = doubts;
        this.people = people;
        this.former = former;
        this.numbers = numbers;
        this.clock = clock;
        this.letters = letters;
        this.publisher = publisher;
    }

    /**
     * One person: from the list, or found by a search of this user.
     *
     * @param searched id of that search; null if there was none
     * @param again the page comes again after something was pressed on it
     * @throws NotFound for anyone who is not registered at this practice now, for someone off the list of whom nobody said
     *     that a choice was not theirs, without a search, and for a search that is not this user's, is too old, or did not find them
     */
    PersonPage open(PersonId id, @Nullable String searched, boolean again, SignedInUser user) {
        var practice = Workplace.of(user);
        var opened = find(id, searched, practice, user);
        publisher.publishEvent(
                again
                        ? PracticeLook.shownAgain(id, opened.reason())
                        : PracticeLook.opened(
                                id,
                                opened.reason(),
                                PersonNames.knowsFamilyName(
                                        user.displayName(), opened.person().familyName())));
        var now = rows.find(practice, id).orElse(null);
        var toEnter = now != null && now.status() == EntryStatus.NEW;
        return new PersonPage(
                opened.person(),
                numbers.of(List.of(id)).get(id),
                !opened.person().decidesAlone(UkTime.today(clock)),
                opened.reason(),
                now,
                deliveries.enteredAt(id, practice).orElse(null),
                toEnter ? codes.of(now.toEnter()) : List.of(),
                doubts.openOf(id),
                history(id, practice),
                letters.standing(opened.person()),
                opened.search());
    }

    /**
     * Someone who is open already, for the next page about them: a form, or what became of it.
     *
     * @throws NotFound as {@link #open}
     */
    public OpenedView again(PersonId id, @Nullable String searched, SignedInUser user) {
        var opened = find(id, searched, Workplace.of(user), user);
        publisher.publishEvent(PracticeLook.shownAgain(id, opened.reason()));
        return opened;
    }

    /**
     * Someone about whom this user has typed something a moment ago: what was typed shows that they were open.
     *
     * @throws NotFound for anyone who is not registered at this practice now
     */
    public PersonView again(PersonId id, LookReason reason, SignedInUser user) {
        var person = registeredAt(Workplace.of(user), id);
        publisher.publishEvent(PracticeLook.shownAgain(id, reason.name()));
        return person;
    }

    /**
     * Someone who is open already, or was found though they are registered nowhere: rights to choose for them can be ended.
     *
     * @throws NotFound as {@link #open}, and for anyone over whose rights this practice has no say
     */
    public OpenedView againForRights(PersonId id, @Nullable String searched, SignedInUser user) {
        var practice = Workplace.of(user);
        var left = people.find(id).filter(person -> person.practice().isEmpty());
        if (left.isEmpty()) {
            return again(id, searched, user);
        }
        if (!former.endRightsOver(left.get(), practice)) {
            throw new NotFound();
        }
        var search = Optional.ofNullable(searched).flatMap(Ids::parse).orElseThrow(NotFound::new);
        var opened = new OpenedView(left.get(), reasonOf(search, id, user, practice), search);
        publisher.publishEvent(PracticeLook.shownAgain(id, opened.reason()));
        return opened;
    }

    /** Those who say that a choice was not theirs, for the list of them: a look at each. */
    public Map<PersonId, PersonView> listedForDoubts(Collection<PersonId> subjects) {
        publisher.publishEvent(PracticeLook.doubtsListed(subjects));
        return people.find(subjects);
    }

    /** Names of those who may choose for somebody, written down as a look at each. */
    public Map<PersonId, PersonView> named(Collection<PersonId> choosers) {
        if (choosers.isEmpty()) {
            return Map.of();
        }
        publisher.publishEvent(PracticeLook.choosersNamed(choosers));
        return people.find(choosers);
    }

    /** Somebody of any practice was found, who is to choose for a person that is open: they read that. */
    public void chooserFound(PersonView chooser, SignedInUser user) {
        publisher.publishEvent(PracticeLook.chooserFound(
                chooser.id(), PersonNames.knowsFamilyName(user.displayName(), chooser.familyName())));
    }

    /**
     * Has somebody's record stay open as long as if they had just been found, for whoever took their time over a form.
     *
     * @return the search by which it is open from now on
     */
    public UUID keepOpen(PersonId person, SignedInUser user) {
        return searches.keep(user, Workplace.of(user), LookReason.PROOF.name(), List.of(person));
    }

    /** From the list, by a search of this user, or because somebody said that a choice was not theirs. */
    private OpenedView find(PersonId id, @Nullable String searched, OdsCode practice, SignedInUser user) {
        var person = registeredAt(practice, id);
        if (searched != null && !searched.isEmpty()) { // links of somebody opened from a list have it without a value
            var search = Ids.parse(searched).orElseThrow(NotFound::new);
            return new OpenedView(person, reasonOf(search, id, user, practice), search);
        }
        if (!doubts.openOf(id).isEmpty()) {
            return new OpenedView(person, LookReason.DOUBT.name(), null);
        }
        if (rows.find(practice, id).isPresent()) {
            return new OpenedView(person, LookReason.APPLYING.name(), null);
        }
        if (doubts.settledLately(practice, id)) {
            return new OpenedView(person, LookReason.DOUBT.name(), null);
        }
        throw new NotFound();
    }

    private String reasonOf(UUID search, PersonId id, SignedInUser user, OdsCode practice) {
        if (!searches.foundBy(search).contains(id)) {
            throw new NotFound();
        }
        return searches.again(search, user, practice).orElseThrow(NotFound::new);
    }

    private List<PersonPage.HistoryView> history(PersonId id, OdsCode practice) {
        var steps = deliveries.stepsOf(id).stream()
                .filter(step -> step.practice().equals(practice))
                .toList();
        var entries = keyed.of(id);
        var choices = events.findHistory(id.value()).stream()
                .filter(event -> event.type() == OptOutType.TYPE_1)
                .map(ChoiceEvent::view)
                .toList();
        return choices.stream()
                .map(choice -> {
                    var entry = entries.get(choice.receipt());
                    return new PersonPage.HistoryView(
                            choice,
                            choice.practice().equals(Optional.of(practice)),
                            entry,
                            choice == choices.get(0)
                                    && entry != null
                                    && entry.practice().equals(practice),
                            steps.stream()
                                    .filter(step -> step.n() == choice.n())
                                    .toList());
                })
                .toList();
    }

    private PersonView registeredAt(OdsCode practice, PersonId id) {
        return people.find(id)
                .filter(person -> person.practice().filter(practice::equals).isPresent())
                .orElseThrow(NotFound::new);
    }
}
