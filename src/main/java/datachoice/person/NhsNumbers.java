package datachoice.person;

import datachoice.core.NhsNumber;
import datachoice.core.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one way to an NHS number. Whoever asks shows it to practice staff, and has written who was shown. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
public class NhsNumbers {
    private final JdbcClient jdbc;

    NhsNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without the ids that nobody has. */
    public Map<PersonId, NhsNumber> of(Collection<PersonId> people) {
        var numbers = new HashMap<PersonId, NhsNumber>();
        jdbc.sql("select id, nhs_number from person.person where id = any(?)")
                .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(row -> {
                    numbers.put(
                            new PersonId(row.getObject("id", UUID.class)), new NhsNumber(row.getString("nhs_number")));
                });
        return numbers;
    }
}
