package datachoice.person;

import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PersonNames;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people of one practice for its staff. Whoever is registered elsewhere is not found; nor is whoever is registered
 * nowhere, except to end a right to choose for them.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
public class PersonSearch {
    private final JdbcClient jdbc;
    private final PersonLookup people;
    private final FormerPractices former;

    PersonSearch(JdbcClient jdbc, PersonLookup people, FormerPractices former) {
        this.jdbc = jdbc;
        this.people = people;
        this.former = former;
    }

    /** Empty if nobody has the number, and if its holder is not registered there. */
    public Optional<PersonView> find(OdsCode practice, NhsNumber number) {
        return find(number)
                .filter(person -> person.practice().filter(practice::equals).isPresent());
    }

    /** Whoever has the number and is registered nowhere, if that practice may end rights to choose for them. */
    public Optional<PersonView> findFormer(OdsCode practice, NhsNumber number) {
        return find(number).filter(person -> former.endRightsOver(person, practice));
    }

    private Optional<PersonView> find(NhsNumber number) {
        return jdbc.sql("select id from person.person where nhs_number = ?")
                .param(number.digits())
                .query(UUID.class)
                .optional()
                .flatMap(id -> people.find(new PersonId(id)));
    }

    /**
     * Those born on that day of whose names every word typed is one, at most that many, by family name. Case, accents,
     * apostrophes and hyphens make no difference.
     */
    public List<PersonView> find(OdsCode practice, String name, LocalDate dateOfBirth, int atMost) {
        var born = jdbc
                .sql("select id from person.published_person where date_of_birth = ? and practice = ?")
                .params(dateOfBirth, practice.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .toList();
        return people.find(born).values().stream()
                .filter(person -> Stream.of(name.split(" "))
                        .allMatch(word -> PersonNames.knowsFamilyName(person.fullName(), word)))
                .sorted((one, other) -> (one.familyName() + " " + one.givenNames())
                        .compareToIgnoreCase(other.familyName() + " " + other.givenNames()))
                .limit(atMost)
                .toList();
    }
}
