package datachoice;

import datachoice.core.Acting;
import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** People for tests, in the words of the domain. Each test makes its own, so that none meets another's. */
public final class TestPeople {
    public static final OdsCode ELM = new OdsCode("E85001");
    public static final OdsCode OAK = new OdsCode("E85002");
    private static final AtomicInteger STEMS = new AtomicInteger(900_000);
    private static final Set<String> OF_THE_DEMO = numbersOfTheDemo();

    private LocalDate born = UkTime.today(Clock.systemUTC()).minusYears(40);
    private String given = "Jane";
    private String family = "Test";
    private @Nullable OdsCode practice = ELM;
    private @Nullable LocalDate diedOn;
    private @Nullable String email;

    private TestPeople() {}

    /** Aged 40, registered at Elm Surgery, alive. */
    public static TestPeople aPerson() {
        return new TestPeople();
    }

    public TestPeople aged(int years) {
        born = UkTime.today(Clock.systemUTC()).minusYears(years);
        return this;
    }

    public TestPeople bornOn(LocalDate date) {
        born = date;
        return this;
    }

    public TestPeople named(String given, String family) {
        this.given = given;
        this.family = family;
        return this;
    }

    public TestPeople registeredAt(OdsCode practice) {
        this.practice = practice;
        return this;
    }

    public TestPeople registeredNowhere() {
        practice = null;
        return this;
    }

    public TestPeople whoDied() {
        diedOn = UkTime.today(Clock.systemUTC());
        return this;
    }

    public TestPeople withEmail(@Nullable String address) {
        email = address;
        return this;
    }

    public PersonId in(JdbcTemplate jdbc) {
        var id = PersonId.next();
        jdbc.update("""
                insert into person.person (id, nhs_number, family_name, given_names, date_of_birth, died_on, address_1, postcode, email)
                values (?, ?, ?, ?, ?, ?, '1 Test Street', 'ZZ1 1AA', ?)
                """, id.value(), nextNhsNumber().digits(), family, given, born, diedOn, email);
        if (practice != null) {
            jdbc.update(
                    "insert into person.registration (person, registered_from, practice) values (?, ?, ?)",
                    id.value(),
                    born,
                    practice.value());
        }
        return id;
    }

    /** A number of the range that is never issued, used once in this run and by nobody in the demo. */
    public static NhsNumber nextNhsNumber() {
        while (true) {
            var stem = "999" + String.format("%06d", STEMS.getAndIncrement() % 1_000_000);
            for (char check = '0'; check <= '9'; check++) {
                if (NhsNumber.holds(stem + check) && !OF_THE_DEMO.contains(stem + check)) {
                    return new NhsNumber(stem + check);
                }
            }
        }
    }

    private static Set<String> numbersOfTheDemo() {
        var numbers = new HashSet<String>();
        for (var register : List.of("/demo/elm-surgery.csv", "/demo/oak-road.csv")) {
            try (var lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(TestPeople.class.getResourceAsStream(register)), StandardCharsets.UTF_8))) {
                lines.lines().map(line -> line.substring(0, line.indexOf(','))).forEach(numbers::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return numbers;
    }

    /** Signed in with an account of their own. */
    public static SignedInUser signedIn(PersonId person) {
        return new SignedInUser(UUID.randomUUID(), Set.of(Role.PATIENT), person, null, "Jane Test", false);
    }

    /** Came with that letter. */
    public static SignedInUser byLetter(UUID letter, PersonId person) {
        return new SignedInUser(letter, Set.of(Role.LETTER), person, null, "Jane Test", false);
    }

    /** At work in that practice. */
    public static SignedInUser staffOf(OdsCode practice) {
        return new SignedInUser(UUID.randomUUID(), Set.of(Role.PRACTICE_STAFF), null, practice, "Pat Staff", false);
    }

    /** Does as the portal's own work what no user may do. */
    public static <T> T asJob(Supplier<T> work) {
        var done = new AtomicReference<T>();
        Acting.asJob("test", () -> done.set(work.get()));
        return done.get();
    }

    public static void asJob(Runnable work) {
        Acting.asJob("test", work);
    }

    /** Does it as that user, and is whoever it was before again. */
    public static <T> T as(SignedInUser user, Supplier<T> work) {
        var before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(new SecurityContextImpl());
        try {
            acting(user);
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /** Makes the portal itself the one who acts on this thread. */
    public static void actingAsJob() {
        var job = asJob(SecurityContextHolder::getContext);
        SecurityContextHolder.setContext(job);
    }

    /** Makes the user the one who acts on this thread. */
    public static SignedInUser acting(SignedInUser user) {
        var authorities = user.roles().stream().map(Role::authority).toArray(String[]::new);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, null, authorities));
        return user;
    }
}
