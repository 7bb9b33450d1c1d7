package datachoice.choice.history;

import datachoice.choice.OptOutType;
import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.NotEntitled;
import datachoice.choice.ledger.Overall;
import datachoice.choice.question.OpenDrafts;
import datachoice.core.Actor;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the people whom someone with an account may choose for, and how far each has come. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional(readOnly = true)
class PeopleIChooseFor {
    private final PersonLookup people;
    private final Relations relations;
    private final CurrentChoices current;
    private final OpenDrafts drafts;

    PeopleIChooseFor(PersonLookup people, Relations relations, CurrentChoices current, OpenDrafts drafts) {
        this.people = people;
        this.relations = relations;
        this.current = current;
        this.drafts = drafts;
    }

    /** The user first, then those they may choose for, the oldest first. */
    List<PersonRow> list(SignedInUser user) {
        var started = drafts.startedBy(user);
        return everyoneOf(user)
                .map(person -> {
                    var newest = current.of(person.id());
                    return new PersonRow(
                            person,
                            person.id().equals(user.person()),
                            Overall.of(newest),
                            newest.values().stream()
                                    .filter(choice -> choice.decision() != null)
                                    .map(CurrentChoice::decidedOn)
                                    .max(Comparator.naturalOrder())
                                    .orElse(null),
                            toReconfirm(person, newest),
                            started.get(person.id()));
                })
                .toList();
    }

    /** Someone who has no choice yet, other than that person; empty for whoever came by letter. */
    Optional<PersonView> nextWithoutChoice(PersonId done, SignedInUser user) {
        if (user.byLetter()) {
            return Optional.empty();
        }
        return everyoneOf(user)
                .filter(person -> !person.id().equals(done) && Overall.of(current.of(person.id())) == Overall.NONE)
                .findFirst();
    }

    private Stream<PersonView> everyoneOf(SignedInUser user) {
        if (!(user.actor() instanceof Actor.Patient patient)) {
            throw new NotEntitled();
        }
        var self = people.find(patient.person()).orElseThrow(NotEntitled::new);
        return Stream.concat(Stream.of(self), relations.chosenForBy(self.id()).stream());
    }

    private static boolean toReconfirm(PersonView person, Map<OptOutType, CurrentChoice> newest) {
        var gpRecord = newest.get(OptOutType.TYPE_1);
        return gpRecord != null
                && gpRecord.decision() != null
                && person.practice().isPresent()
                && !gpRecord.practice().equals(person.practice());
    }
}
