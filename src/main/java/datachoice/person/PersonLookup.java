package datachoice.person;

import datachoice.core.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers who a person is. */
@Service
@Transactional(readOnly = true)
public class PersonLookup {
    private final PublishedPeople people;

    PersonLookup(PublishedPeople people) {
        this.people = people;
    }

    /** Empty for an id that nobody has. */
    public Optional<PersonView> find(PersonId id) {
        return people.findById(id.value()).map(PublishedPerson::view);
    }

    /** Without the ids that nobody has. */
    public Map<PersonId, PersonView> find(Collection<PersonId> ids) {
        return people.findAllByIdIn(ids.stream().map(PersonId::value).toList()).stream()
                .map(PublishedPerson::view)
                .collect(Collectors.toMap(PersonView::id, Function.identity()));
    }
}
