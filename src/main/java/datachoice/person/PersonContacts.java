package datachoice.person;

import datachoice.core.PersonId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How to reach a person: for the letter writer, never for a page. */
@Service
@Transactional(readOnly = true)
public class PersonContacts {
    private final JdbcClient jdbc;

    PersonContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for an id that nobody has. */
    public Optional<ContactView> find(PersonId person) {
        return jdbc.sql("""
                        select given_names || ' ' || family_name as name, address_1, address_2, address_3, address_4,
                            postcode, email, language, format
                        from person.person where id = ?
                        """)
                .param(person.value())
                .query((row, i) -> new ContactView(
                        row.getString("name"),
                        Stream.of(
                                        row.getString("address_1"),
                                        row.getString("address_2"),
                                        row.getString("address_3"),
                                        row.getString("address_4"),
                                        row.getString("postcode"))
                                .filter(Objects::nonNull)
                                .toList(),
                        Optional.ofNullable(row.getString("email")),
                        row.getString("language"),
                        row.getString("format")))
                .optional();
    }

    /**
     * How to reach someone.
     *
     * @param address lines, the postcode last; empty where none is on record
     * @param email as on record with the practice, not as typed by a visitor
     * @param language such as {@code en}
     * @param format such as {@code STANDARD} or {@code LARGE_PRINT}
     */
    public record ContactView(
            String name, List<String> address, Optional<String> email, String language, String format) {}
}
