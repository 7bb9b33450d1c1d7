package datachoice.person;

import datachoice.core.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers who a person is. */
@Service
@Transactional(readOnly = true)
public class PersonLookup {
    private final PublishedPeople people;
    private final JdbcClient jdbc;

    PersonLookup(PublishedPeople people, JdbcClient jdbc) {
        this.people = people;
        this.jdbc = jdbc;
    }

    /** Empty for an id that nobody has. */
    public Optional<PersonView> find(PersonId id) {
        return people.findById(id.value()).map(PublishedPerson::view);
    }

    /**
     * The same, for a transaction that will write what depends on it: until that ends, the person moves nowhere. Ask it
     * before anything else reads this person.
     *
     * @throws org.springframework.dao.PessimisticLockingFailureException if a register that moves them takes too long
     */
    @Transactional
    public Optional<PersonView> hold(PersonId id) {
        jdbc.sql("select from person.person where id = ? for share")
                .param(id.value())
                .query((row, i) -> true)
                .optional();
        return find(id);
    }

    /** As {@link #hold(PersonId)}, for many of them, one after the other in the order of their ids. */
    @Transactional
    public void hold(Collection<PersonId> ids) {
        jdbc.sql("select from person.person where id = any(?) order by id for share")
                .param(ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((row, i) -> true)
                .list();
    }

    /** Without the ids that nobody has. */
    public Map<PersonId, PersonView> find(Collection<PersonId> ids) {
        return people.findAllByIdIn(ids.stream().map(PersonId::value).toList()).stream()
                .map(PublishedPerson::view)
                .collect(Collectors.toMap(PersonView::id, Function.identity()));
    }
}
