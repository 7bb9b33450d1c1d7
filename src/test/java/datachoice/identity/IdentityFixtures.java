package datachoice.identity;

import static datachoice.TestPeople.asJob;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.TooBusy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** People, accounts and letters in the words of tests, a clock that moves, and pages in each area to look at. */
@TestConfiguration(proxyBeanMethods = false)
public class IdentityFixtures {
    public static final String PASSWORD = "better-information-2014";

    @Bean
    @Primary
    MovingClock movingClock() {
        return new MovingClock();
    }

    @Bean
    Sent sent() {
        return new Sent();
    }

    @Bean
    People people(JdbcClient jdbc, Accounts accounts, AccountRows rows, LetterCodes letters) {
        return new People(jdbc, accounts, rows, letters);
    }

    public static class MovingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        public void move(Duration by) {
            ahead = ahead.plus(by);
        }

        public void reset() {
            ahead = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), ahead);
        }
    }

    /** What other modules would send. */
    public static class Sent {
        public final List<CodeRequested> codes = new CopyOnWriteArrayList<>();
        public final List<String> warned = new CopyOnWriteArrayList<>();
        public final List<PersonId> opened = new CopyOnWriteArrayList<>();
        public final List<AccountNotice> notices = new CopyOnWriteArrayList<>();
        public final List<InvitationIssued> invitations = new CopyOnWriteArrayList<>();

        @EventListener
        void on(CodeRequested code) {
            codes.add(code);
        }

        @EventListener
        void on(AccountExists account) {
            warned.add(account.email());
        }

        @EventListener
        void on(AccountOpened account) {
            opened.add(account.person());
        }

        @EventListener
        void on(AccountNotice notice) {
            notices.add(notice);
        }

        @EventListener
        void on(InvitationIssued invitation) {
            invitations.add(invitation);
        }

        /** Kinds of messages to that address, in the order in which they came. */
        public List<AccountNotice.Kind> toldTo(String email) {
            return notices.stream()
                    .filter(notice -> notice.email().equals(email))
                    .map(AccountNotice::kind)
                    .toList();
        }

        public String invitationTo(String email) {
            return invitations.stream()
                    .filter(invitation -> invitation.email().equals(email))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new AssertionError("Nobody invited " + email))
                    .code();
        }

        public String lastCodeTo(String email) {
            return codes.stream()
                    .filter(code -> code.email().equals(email))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new AssertionError("No code was sent to " + email))
                    .code();
        }
    }

    /** One page per area, at an address that no module uses. */
    @TestComponent // found as a member of this class, and by no other test
    @RestController
    static class Probes {
        @GetMapping({"/choices/test-probe", "/practice/test-probe", "/publishing/test-probe", "/nobody/test-probe"})
        String read(@AuthenticationPrincipal SignedInUser user) {
            return user.displayName() + " " + user.roles();
        }

        @GetMapping("/choices/test-busy")
        String busy() {
            throw new TooBusy();
        }

        @PostMapping({"/choices/test-probe", "/practice/test-probe"})
        String write(@AuthenticationPrincipal SignedInUser user) {
            return "written by " + user.displayName();
        }
    }

    public record Jane(PersonId id, String givenNames, String familyName, LocalDate born, String code) {
        public String fullName() {
            return givenNames + " " + familyName;
        }

        public String[] details() {
            return details(code, fullName(), born);
        }

        public static String[] details(String code, String name, LocalDate born) {
            return new String[] {
                "code", code,
                "fullName", name,
                "dateOfBirth.day", String.valueOf(born.getDayOfMonth()),
                "dateOfBirth.month", String.valueOf(born.getMonthValue()),
                "dateOfBirth.year", String.valueOf(born.getYear())
            };
        }
    }

    public static class People {
        private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() % 1_000_000);
        private final JdbcClient jdbc;
        private final Accounts accounts;
        private final AccountRows rows;
        private final LetterCodes letters;

        People(JdbcClient jdbc, Accounts accounts, AccountRows rows, LetterCodes letters) {
            this.jdbc = jdbc;
            this.accounts = accounts;
            this.rows = rows;
            this.letters = letters;
        }

        public Jane withLetter() {
            return withLetter("Zoë", "O’Brien-Müller", LocalDate.of(1984, 3, 27));
        }

        public Jane withLetter(String given, String family, LocalDate born) {
            var id = PersonId.next();
            jdbc.sql(
                            "insert into person.person (id, nhs_number, family_name, given_names, date_of_birth) values (?, ?, ?, ?, ?)")
                    .params(id.value(), String.format("999%07d", NEXT.incrementAndGet()), family, given, born)
                    .update();
            return new Jane(id, given, family, born, asJob(() -> letters.issue(id)));
        }

        /** Her address. */
        public String withAccount(Jane jane) {
            var email = "jane-" + UUID.randomUUID() + "@demo.example";
            asJob(() -> accounts.openForPerson(email, PASSWORD, jane.fullName(), jane.id()));
            return email;
        }

        public String staff() {
            var email = "staff-" + UUID.randomUUID() + "@elm.example";
            asJob(() -> accounts.openForWorker(
                    email, PASSWORD, "Sam Staff", new OdsCode("E85001"), Set.of(Role.PRACTICE_STAFF)));
            return email;
        }

        public String worker(Role role) {
            var email = "worker-" + UUID.randomUUID() + "@demo.example";
            asJob(() -> accounts.openForWorker(email, PASSWORD, "Wanda Worker", null, Set.of(role)));
            return email;
        }

        /** As the portal itself would, without anybody's leave. */
        public void switchOff(String email) {
            rows.switchOff(idOf(email), null, Instant.now());
            rows.endSessions(idOf(email), Instant.now());
        }

        public UUID idOf(String email) {
            return jdbc.sql("select id from identity.account where email = ?")
                    .param(email)
                    .query(UUID.class)
                    .single();
        }

        public UUID letterOf(Jane jane) {
            return jdbc.sql("select id from identity.letter_code where person = ? order by issued_at desc limit 1")
                    .param(jane.id().value())
                    .query(UUID.class)
                    .single();
        }
    }
}
