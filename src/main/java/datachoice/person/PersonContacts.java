package datachoice.person;

import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.person.Confirmation.Post;
import datachoice.person.Confirmation.ToProxy;
import datachoice.practice.PracticeLookup;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How to reach a person: for the letter writer. A page shows at most how the reader themselves is reached, and masked. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER', 'PRACTICE_STAFF', 'PRACTICE_LEAD', 'JOB')")
public class PersonContacts {
    private final JdbcClient jdbc;
    private final PersonLookup people;
    private final PracticeLookup practices;
    private final Clock clock;

    PersonContacts(JdbcClient jdbc, PersonLookup people, PracticeLookup practices, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.practices = practices;
        this.clock = clock;
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
                        address(
                                Stream.of(
                                                row.getString("address_1"),
                                                row.getString("address_2"),
                                                row.getString("address_3"),
                                                row.getString("address_4"))
                                        .filter(Objects::nonNull)
                                        .toList(),
                                row.getString("postcode")),
                        Optional.ofNullable(row.getString("email")),
                        row.getString("language"),
                        row.getString("format")))
                .optional();
    }

    /** A postcode alone is none, as {@code person.published_person} says. */
    private static List<String> address(List<String> lines, @Nullable String postcode) {
        return lines.isEmpty() || postcode == null
                ? lines
                : Stream.concat(lines.stream(), Stream.of(postcode)).toList();
    }

    /**
     * How a choice for that person is confirmed.
     *
     * @param proxy who chooses for them; null for people who choose for themselves
     * @throws NoSuchElementException for an id that nobody has
     */
    public Confirmation confirmation(PersonId subject, @Nullable PersonId proxy) {
        var person = people.find(subject).orElseThrow();
        var contact = find(subject).orElseThrow();
        var letter = letterTo(person, contact);
        boolean alone = person.decidesAlone(UkTime.today(clock));
        return new Confirmation(
                letter,
                !alone,
                contact.email().filter(address -> alone),
                Optional.ofNullable(proxy).map(chooser -> {
                    var choosing = people.find(chooser).orElseThrow();
                    var own = find(chooser).orElseThrow();
                    var post = letterTo(choosing, own);
                    boolean sameDoor = letter != Post.NOWHERE
                            && own.address().equals(contact.address())
                            && (letter == Post.HOME || choosing.practice().equals(person.practice()));
                    return new ToProxy(
                            own.email(), post, !alone && sameDoor && own.email().isEmpty());
                }));
    }

    /**
     * Whether what is written to that person, or to the parent or guardian of a child, comes to them by another way than
     * through the hands of their practice.
     */
    public boolean reachedOutsidePractice(PersonView person) {
        return find(person.id())
                .filter(contact -> !contact.address().isEmpty()
                        || person.decidesAlone(UkTime.today(clock))
                                && contact.email().isPresent())
                .isPresent();
    }

    private Post letterTo(PersonView person, ContactView contact) {
        if (!contact.address().isEmpty()) {
            return Post.HOME;
        }
        return person.practice().flatMap(practices::find).isPresent() ? Post.PRACTICE : Post.NOWHERE;
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
