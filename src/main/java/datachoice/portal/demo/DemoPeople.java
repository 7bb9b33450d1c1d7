package datachoice.portal.demo;

import datachoice.core.Acting;
import datachoice.core.LongStatements;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.identity.Accounts;
import datachoice.identity.LetterCodes;
import datachoice.person.ProofSeen;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import datachoice.person.register.RegisterImport;
import datachoice.practice.PracticeManagement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a new demo with its people: two practices and their registers, who may act for whom, accounts, what some have
 * chosen in the last months, and a few letters with live codes. All of it or nothing, once, through the same doors that
 * a portal in production has, before the first page is served.
 */
@Component
@ConditionalOnProperty(name = "datachoice.mode", havingValue = "demo")
@ConditionalOnBooleanProperty(name = "datachoice.demo-people", matchIfMissing = true) // tests mostly bring their own
public class DemoPeople implements SmartLifecycle {
    /** The day on which the ages in the files hold. The first start moves all dates of birth by whole days. */
    public static final LocalDate FILES_ARE_OF = LocalDate.of(2026, 10, 1);

    static final OdsCode ELM = new OdsCode("E85001");
    static final OdsCode OAK = new OdsCode("E85002");

    /** Everybody who can sign in, and with one click too. */
    static final Set<String> ACCOUNTS = Set.of(
            "amina@demo.example",
            "george@demo.example",
            "carol@demo.example",
            "rowan@demo.example",
            "staff@elm.example",
            "lead@elm.example",
            "staff@oak.example",
            "editor@demo.example",
            "approver@demo.example",
            "admin@demo.example",
            "auditor@demo.example");

    /** Printed in the README; refused outside the demo like every password on the list of common ones. */
    private static final String PASSWORD = "better-information-2014";

    private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);

    private final TransactionTemplate transaction;
    private final PracticeManagement practices;
    private final RegisterImport register;
    private final Relations relations;
    private final Accounts accounts;
    private final LetterCodes letterCodes;
    private final DemoHistory history;
    private final JdbcClient jdbc;
    private final LongStatements longStatements;
    private final Clock clock;
    private volatile boolean running;

    DemoPeople(
            TransactionTemplate transaction,
            PracticeManagement practices,
            RegisterImport register,
            Relations relations,
            Accounts accounts,
            LetterCodes letterCodes,
            DemoHistory history,
            JdbcClient jdbc,
            LongStatements longStatements,
            Clock clock) {
        this.transaction = transaction;
        this.practices = practices;
        this.register = register;
        this.relations = relations;
        this.accounts = accounts;
        this.letterCodes = letterCodes;
        this.history = history;
        this.jdbc = jdbc;
        this.longStatements = longStatements;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (isEmpty()) {
            long began = System.nanoTime();
            Acting.asJob("demo", () -> transaction.executeWithoutResult(status -> fillOnce()));
            LOG.info("15,000 people of the demo moved in within {} ms", (System.nanoTime() - began) / 1_000_000);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the first content, before the web server opens its port. */
    @Override
    public int getPhase() {
        return 10;
    }

    /** In plain SQL: this runs at every start, and a repository would first have to read all its queries. */
    private boolean isEmpty() {
        return jdbc.sql("select not exists (select from person.published_person where practice = ?)")
                .param(ELM.value())
                .query(Boolean.class)
                .single();
    }

    /** Of two nodes that start at once, one fills the demo; the other waits and finds it full. */
    private void fillOnce() {
        longStatements.allow(Duration.ofMinutes(5)); // a busy machine thinks slowly
        jdbc.sql("select pg_advisory_xact_lock(hashtext('demo.people'))")
                .query()
                .listOfRows();
        if (isEmpty()) {
            fill();
        }
    }

    private void fill() {
        practices.add(ELM, "Elm Surgery", List.of("2 Surgery Lane", "Elmhaven", "QE1 1EA"), "01632 960101");
        practices.add(OAK, "Oak Road", List.of("40 Oak Road", "Oakbarrow", "QO1 3RD"), "01632 960202");
        load(ELM, "elm-surgery.csv");
        load(OAK, "oak-road.csv");

        var amina = person("Amina", "Rahman");
        var leila = person("Leila", "Rahman");
        var sami = person("Sami", "Rahman");
        var carol = person("Carol Ann", "Penrose");
        var george = person("George", "Ashdown");
        var rowan = person("Rowan", "Teague");
        var edith = person("Edith May", "Penrose");
        var forLeila = relations.add(amina, leila, ProxyRole.GUARDIAN, ProofSeen.BIRTH_CERTIFICATE.name());
        relations.add(amina, sami, ProxyRole.GUARDIAN, ProofSeen.BIRTH_CERTIFICATE.name());
        relations.add(carol, edith, ProxyRole.POWER_OF_ATTORNEY, ProofSeen.CERTIFIED_POWER.name());

        patient("amina@demo.example", "Amina Rahman", amina);
        patient("george@demo.example", "George Ashdown", george);
        patient("carol@demo.example", "Carol Penrose", carol);
        patient("rowan@demo.example", "Rowan Teague", rowan);
        var elmStaff = worker("staff@elm.example", "Priya Fielding", ELM, Role.PRACTICE_STAFF);
        var oakStaff = worker("staff@oak.example", "Sam Quarry", OAK, Role.PRACTICE_STAFF);
        worker("lead@elm.example", "Morgan Ashby", ELM, Role.PRACTICE_LEAD);
        worker("editor@demo.example", "Eli Marsh", null, Role.CONTENT_EDITOR);
        worker("approver@demo.example", "Noor Castle", null, Role.CONTENT_APPROVER);
        worker("admin@demo.example", "Joan Field", null, Role.PLATFORM_ADMIN);
        worker("auditor@demo.example", "Abel Stone", null, Role.AUDITOR);

        var withLetters = new ArrayList<PersonId>(); // each person their own letter, also in one household
        withLetters.addAll(householdOf("Okafor-Lane"));
        withLetters.add(person("Winifred", "Hale"));
        withLetters.add(person("Omar", "Rahman"));
        withLetters.forEach(letterCodes::issue);

        var story = new HashSet<>(withLetters);
        story.addAll(List.of(amina, george, carol, edith, rowan));
        history.of(ELM, elmStaff, story);
        history.of(OAK, oakStaff, story);
        history.ofAmina(amina, leila, forLeila, elmStaff);
    }

    private void load(OdsCode practice, String file) {
        var days = ChronoUnit.DAYS.between(FILES_ARE_OF, UkTime.today(clock));
        try (var rows = new ShiftedRegister(file, days).open()) {
            var checked = register.check(practice, file, rows);
            if (checked.refused() > 0) {
                throw new IllegalStateException("The demo's own file %s has rows that cannot be loaded: %s"
                        .formatted(file, register.problems(checked.id(), 0, 5)));
            }
            register.load(checked.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void patient(String email, String name, PersonId person) {
        accounts.openForPerson(email, PASSWORD, name, person);
    }

    private UUID worker(String email, String name, @Nullable OdsCode practice, Role role) {
        return accounts.openForWorker(email, PASSWORD, name, practice, Set.of(role));
    }

    private PersonId person(String given, String family) {
        return new PersonId(jdbc.sql("""
                        select id from person.published_person where given_names = ? and family_name = ? and practice = ?
                        """)
                .params(given, family, ELM.value())
                .query(UUID.class)
                .single());
    }

    /** Named people whose family name nobody else has. */
    private List<PersonId> householdOf(String family) {
        return jdbc
                .sql(
                        "select id from person.published_person where family_name = ? and practice = ? order by date_of_birth")
                .params(family, ELM.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .toList();
    }
}
