package datachoice;

import static datachoice.TestPeople.asJob;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.identity.Accounts;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebVisitor;
import datachoice.person.ProxyRole;
import datachoice.person.Relations;
import datachoice.practice.PracticeManagement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who acts in tests of the whole portal: people, workers and practices that are new each time, so that no test meets
 * another's. They come in through the doors that everybody has: a code from a letter, or e-mail address and password.
 */
@TestComponent
public class Cast {
    public static final String PASSWORD = "three quiet lamps";

    private static final AtomicInteger NEXT = new AtomicInteger(10_000);

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final LetterCodes letters;
    private final Relations relations;
    private final PracticeManagement practices;
    private final Clock clock;

    Cast(
            JdbcTemplate jdbc,
            Accounts accounts,
            LetterCodes letters,
            Relations relations,
            PracticeManagement practices,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.letters = letters;
        this.relations = relations;
        this.practices = practices;
        this.clock = clock;
    }

    /** @param name given names, a space, and one word for the family */
    public record Somebody(PersonId id, String name, LocalDate born, OdsCode practice) {
        public String firstName() {
            return name.split(" ")[0];
        }

        public String familyName() {
            return name.substring(name.lastIndexOf(' ') + 1);
        }

        @Override
        public String toString() {
            return id.toString();
        }
    }

    /** Opens a practice that nobody is registered at yet. */
    public OdsCode practice(String name) {
        var code = new OdsCode("T" + NEXT.incrementAndGet());
        asJob(() -> practices.add(code, name, List.of("1 Test Row", "Elmhaven", "QE1 1AA"), "01632 960000"));
        return code;
    }

    public Somebody adult(String name, OdsCode practice) {
        return somebody(name, 40, practice);
    }

    public Somebody somebody(String name, int age, OdsCode practice) {
        LogScan.knows(name);
        var born = UkTime.today(clock).minusYears(age).minusDays(40);
        var last = name.lastIndexOf(' ');
        while (true) {
            try {
                var id = TestPeople.aPerson()
                        .named(name.substring(0, last), name.substring(last + 1))
                        .bornOn(born)
                        .registeredAt(practice)
                        .in(jdbc);
                return new Somebody(id, name, born, practice);
            } catch (DuplicateKeyException e) {
                // somebody of the demo has that NHS number; the next one is free, or the one after it
            }
        }
    }

    public void guardianOf(Somebody parent, Somebody child) {
        asJob(() -> relations.add(parent.id(), child.id(), ProxyRole.GUARDIAN, "birth certificate"));
    }

    /** The code as it is printed in this person's letter. */
    public String letterFor(Somebody person) {
        return asJob(() -> letters.issue(person.id()));
    }

    /** The address they sign in with. */
    public String accountOf(Somebody person) {
        var email = newEmail(person.firstName().toLowerCase() + "@demo.example");
        asJob(() -> accounts.openForPerson(email, PASSWORD, person.name(), person.id()));
        return email;
    }

    public String staffOf(OdsCode practice) {
        return worker("Pat Staff", practice, Role.PRACTICE_STAFF);
    }

    public String leadOf(OdsCode practice) {
        return worker("Lee Lead", practice, Role.PRACTICE_LEAD);
    }

    public String admin() {
        return worker("Abe Keeper", null, Role.PLATFORM_ADMIN);
    }

    public String auditor() {
        return worker("Una Checker", null, Role.AUDITOR);
    }

    public String editor() {
        return worker("Eve Writer", null, Role.CONTENT_EDITOR);
    }

    public String approver() {
        return worker("Ada Reader", null, Role.CONTENT_APPROVER);
    }

    private String worker(String name, @Nullable OdsCode practice, Role role) {
        var email = newEmail(role.name().toLowerCase().replace('_', '-') + "@work.example");
        asJob(() -> accounts.openForWorker(email, PASSWORD, name, practice, Set.of(role)));
        return email;
    }

    private static String newEmail(String address) {
        return address.replace("@", NEXT.incrementAndGet() + "@");
    }

    /** The account's own id. */
    public UUID idOf(String email) {
        return jdbc.queryForObject("select id from identity.account where email = ?", UUID.class, email);
    }

    /** Everybody who is signed in with this account has been away for longer than a session lasts. */
    public void letTimePassFor(UUID login) {
        jdbc.update(
                "update identity.session set last_access_time = last_access_time - 1000000, expiry_time = expiry_time - 1000000 where principal_name = ?",
                login.toString());
    }

    /** From today on they are registered nowhere. */
    public void leaves(PersonId person) {
        jdbc.update(
                "update person.registration set registered_to = ? where person = ? and registered_to is null",
                UkTime.today(clock),
                person.value());
    }

    /** From today on they are registered there, and nowhere else. */
    public void moves(PersonId person, OdsCode to) {
        leaves(person);
        jdbc.update(
                "insert into person.registration (person, registered_from, practice) values (?, ?, ?)",
                person.value(),
                UkTime.today(clock),
                to.value());
    }

    /** Nobody has tried to sign in for a while. */
    public void forgetFailedTries() {
        jdbc.update("delete from identity.limit_window");
    }

    /** Signed in with a password, and for workers with the code from their e-mail. */
    public WebVisitor signedIn(int port, String email) {
        return signedIn(port, email, PASSWORD);
    }

    public WebVisitor signedIn(int port, String email, String password) {
        var visitor = new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", email, "password", password);
        if (visitor.location().equals("/sign-in/code")) {
            var code = new WebVisitor(port)
                    .get("/demo/mail?to=" + email)
                    .page()
                    .select("article[data-to] code")
                    .first();
            visitor.get("/sign-in/code").submit("/sign-in/code", "code", code.text());
        }
        if (visitor.status() != 302) {
            throw new AssertionError(email + " cannot sign in:\n" + visitor.body());
        }
        return visitor;
    }

    public WebVisitor withPasswordOnly(int port, String email) {
        return new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", email, "password", PASSWORD);
    }

    public WebVisitor byLetter(int port, Somebody person) {
        var visitor = enter(new WebVisitor(port), letterFor(person), person);
        if (visitor.status() != 302) {
            throw new AssertionError(person.name() + " cannot come in by letter:\n" + visitor.body());
        }
        return visitor;
    }

    /** Fills in the page of the letter code as it asks for, with whatever code. */
    public WebVisitor enter(WebVisitor visitor, String code, Somebody person) {
        return visitor.get("/letter-code")
                .submit(
                        "/letter-code",
                        "code",
                        code,
                        "fullName",
                        person.name(),
                        "dateOfBirth.day",
                        String.valueOf(person.born().getDayOfMonth()),
                        "dateOfBirth.month",
                        String.valueOf(person.born().getMonthValue()),
                        "dateOfBirth.year",
                        String.valueOf(person.born().getYear()));
    }
}
