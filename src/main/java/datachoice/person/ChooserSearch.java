package datachoice.person;

import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds whoever is to choose for somebody of a practice. A parent may be registered at another surgery than the child, so
 * this is the one search that leaves the practice: by number and date of birth together, and whoever asks counts the tries
 * and tells those who were found.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
public class ChooserSearch {
    private final JdbcClient jdbc;
    private final PersonLookup people;

    ChooserSearch(JdbcClient jdbc, PersonLookup people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /**
     * Empty for a number that nobody has, for one of somebody who was born on another day, for the dead, for people who are
     * registered nowhere, and for people of another practice whose address is shown to nobody: whoever hides from somebody
     * is not found by their number. All of these take the same work (R8, T1).
     *
     * @param practice whose staff ask
     */
    public Optional<PersonView> find(OdsCode practice, NhsNumber number, LocalDate dateOfBirth) {
        return jdbc.sql("""
                        select p.id from person.person p
                        join person.registration r on r.person = p.id and r.registered_to is null
                        where p.nhs_number = ? and p.date_of_birth = ? and p.died_on is null
                            and (r.practice = ? or not p.address_hidden)
                        """)
                .params(number.digits(), dateOfBirth, practice.value())
                .query(UUID.class)
                .optional()
                .flatMap(id -> people.find(new PersonId(id)));
    }
}
