package datachoice.choice.ledger;

import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.asJob;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.core.Actor;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.PersonLookup;
import datachoice.person.RegistrationMoved;
import datachoice.practice.PracticeManagement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to practices and people before a test begins, in words. */
@TestComponent
public class AtThePractice {
    private static final AtomicInteger PRACTICES = new AtomicInteger(90_000);

    private final PracticeManagement practices;
    private final PersonLookup people;
    private final Ledger ledger;
    private final CurrentChoices current;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AtThePractice(
            PracticeManagement practices,
            PersonLookup people,
            Ledger ledger,
            CurrentChoices current,
            ApplicationEventPublisher publisher,
            JdbcClient jdbc,
            JdbcTemplate template,
            TransactionTemplate transaction,
            Clock clock) {
        this.practices = practices;
        this.people = people;
        this.ledger = ledger;
        this.current = current;
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.template = template;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A new one each time: nothing to clean up, nothing to collide with. */
    public OdsCode aPractice(String name) {
        var code = new OdsCode("E" + PRACTICES.incrementAndGet());
        asJob(() -> practices.add(code, name, List.of("1 Elm Row", "QE1 1AA"), "01632 960000"));
        return code;
    }

    public static RequestPostProcessor as(SignedInUser user) {
        return authentication(new UsernamePasswordAuthenticationToken(
                user,
                null,
                AuthorityUtils.createAuthorityList(
                        user.roles().stream().map(Role::authority).toList())));
    }

    public PersonId registers(OdsCode practice, String family, String given, String born) {
        return aPerson()
                .named(given, family)
                .bornOn(LocalDate.parse(born))
                .registeredAt(practice)
                .in(template);
    }

    /** As if by the question page: both ledgers get the answer. */
    public void says(PersonId person, ChoiceDecision decision) {
        says(person, Map.of(OptOutType.TYPE_1, decision, OptOutType.NATIONAL_DATA_OPT_OUT, decision));
    }

    public void says(PersonId person, Map<OptOutType, ChoiceDecision> decisions) {
        transaction.executeWithoutResult(status -> {
            var said = new Submission(
                    Ids.next(),
                    "said".getBytes(StandardCharsets.UTF_8),
                    person,
                    new Speaker.Self(person),
                    new Actor.Patient(UUID.randomUUID(), person),
                    ChoiceChannel.ONLINE,
                    ProofingLevel.P5,
                    new Submission.ShownVersion("better-information-means-better-care", 1, "en"),
                    UkTime.today(clock),
                    References.next());
            var newest = current.of(person);
            ledger.append(
                    said,
                    people.find(person).orElseThrow(),
                    decisions,
                    type -> newest.containsKey(type) ? newest.get(type).n() : 0);
        });
    }

    public PersonId hasSaid(OdsCode practice, String family, String given, String born, ChoiceDecision decision) {
        var person = registers(practice, family, given, born);
        says(person, decision);
        return person;
    }

    /** As the register's importer does it. */
    public void moves(PersonId person, OdsCode to) {
        transaction.executeWithoutResult(status -> {
            var from = jdbc.sql("select practice from person.registration where person = ? and registered_to is null")
                    .param(person.value())
                    .query(String.class)
                    .optional()
                    .map(OdsCode::new);
            var today = UkTime.today(clock);
            jdbc.sql("update person.registration set registered_to = ? where person = ? and registered_to is null")
                    .params(today.minusDays(1), person.value())
                    .update();
            jdbc.sql("insert into person.registration (person, registered_from, practice) values (?, ?, ?)")
                    .params(person.value(), today.minusDays(1), to.value())
                    .update();
            publisher.publishEvent(new RegistrationMoved(person, from, Optional.of(to)));
        });
    }

    /** Puts the moment of a choice on the list back, for filters and orders. */
    public void setAt(PersonId person, Instant at) {
        jdbc.sql("update choice.practice_listing set set_at = ? where subject = ?")
                .params(java.sql.Timestamp.from(at), person.value())
                .update();
    }

    public String entry(PersonId person) {
        return person + "." + current.of(person).get(OptOutType.TYPE_1).n();
    }

    public String nhsNumberOf(PersonId person) {
        return jdbc.sql("select nhs_number from person.person where id = ?")
                .param(person.value())
                .query(String.class)
                .single();
    }

    public List<String> stepsOf(PersonId person) {
        return jdbc.sql("select n || ' ' || step from choice.delivery_step where subject = ? order by n, k")
                .param(person.value())
                .query(String.class)
                .list();
    }

    public String statusOf(PersonId person) {
        return jdbc.sql("select status from choice.practice_listing where subject = ? and type = 'TYPE_1'")
                .param(person.value())
                .query(String.class)
                .single();
    }

    /** Oldest first, as "ACTION reason". */
    public List<String> looksAt(PersonId person) {
        return new ArrayList<>(
                jdbc.sql("""
                        select e.action || coalesce(' ' || e.reason, '') from audit.entry_subject s join audit.entry e on e.id = s.entry
                        where s.subject = ? and e.actor_role like 'PRACTICE%' order by e.at
                        """).param(person.value()).query(String.class).list());
    }
}
