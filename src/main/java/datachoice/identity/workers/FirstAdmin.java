package datachoice.identity.workers;

import datachoice.core.Ids;
import datachoice.core.PortalSettings;
import datachoice.core.Role;
import datachoice.core.SecretFiles;
import datachoice.core.SecretKeys;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.account.AccountChanged;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.LongCode;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.Network;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.identity.session.Login;
import datachoice.identity.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a new portal gets its first administrator. While it has none, a start in production makes a code: its keyed hash
 * goes into the database, the code itself into a file of the data folder that nobody but the portal's own user of the
 * machine can read. The console names the file, never the code, because what is logged is often collected elsewhere.
 * Of nodes that start at once one makes the code, and the others say where it lies.
 */
@Service
class FirstAdmin {
    static final Duration LASTS = Duration.ofMinutes(30);
    static final String FILE = "first-admin-code";

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final PortalSettings settings;
    private final WorkerRows workers;
    private final AccountRows rows;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;
    private final SignIn signIn;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstAdmin(
            JdbcClient jdbc,
            SecretKeys keys,
            PortalSettings settings,
            WorkerRows workers,
            AccountRows rows,
            Passwords passwords,
            OneTimeCodes codes,
            FailureBudgets budgets,
            RefusalTrail refusals,
            SignIn signIn,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.settings = settings;
        this.workers = workers;
        this.rows = rows;
        this.passwords = passwords;
        this.codes = codes;
        this.budgets = budgets;
        this.refusals = refusals;
        this.signIn = signIn;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Where the code is.
     *
     * @param file null where it lies in the data folder of another machine
     * @param machine the one that made it
     */
    record Place(@Nullable Path file, String machine, Instant until) {}

    private record Row(UUID id, byte[] hash, String machine, Instant until) {}

    /** Makes a code if one is needed, in this data folder; empty if there is an administrator. */
    Optional<Place> prepare() {
        return prepare(settings.home(), machine());
    }

    Optional<Place> prepare(Path home, String machine) {
        var file = home.resolve(FILE);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!workers.admins().isEmpty()) {
                delete(file);
                return Optional.<Place>empty();
            }
            var now = clock.instant();
            jdbc.sql("delete from identity.first_admin where used_at is null and expires_at <= ?")
                    .param(Timestamp.from(now))
                    .update();
            var code = LongCode.random();
            var until = now.plus(LASTS);
            var made = jdbc.sql("""
                            insert into identity.first_admin (id, code_hash, made_on, made_at, expires_at)
                            values (?, ?, ?, ?, ?) on conflict do nothing
                            """)
                            .params(
                                    Ids.next(),
                                    code.mark(keys, LongCode.Use.FIRST_ADMIN),
                                    machine,
                                    Timestamp.from(now),
                                    Timestamp.from(until))
                            .update()
                    == 1;
            if (made) {
                write(file, code);
                return Optional.of(new Place(file, machine, until));
            }
            var row = open().orElseThrow(); // of another node, or of this one before it was started again
            return Optional.of(new Place(holds(file, row) ? file : null, row.machine(), row.until()));
        }));
    }

    /** True while the address is there: no administrator yet, and a code was made. */
    boolean isOpen() {
        return open().isPresent() && workers.admins().isEmpty();
    }

    Optional<String> problemOf(@Nullable String password, String email) {
        return passwords.problem(password, email);
    }

    /** What became of the first step. */
    enum Answer {
        CODE_SENT,
        WRONG_CODE,
        HAS_ACCOUNT
    }

    /** @param emailCode the code to wait for; null unless it was sent */
    record Asked(Answer answer, @Nullable UUID emailCode) {}

    /**
     * Has six numbers sent to the address, if the code is right; it stays good until the address is confirmed.
     *
     * @throws datachoice.identity.proof.TooManyTries if too many codes were no good
     */
    Asked ask(LongCode code, String name, String email, String password, HttpServletRequest request) {
        var counted = budgets.longCodeTry(code, Network.of(request));
        var row = open().filter(open -> clock.instant().isBefore(open.until()))
                .filter(open -> isRight(code, open))
                .orElse(null);
        if (row == null) {
            refusals.note(What.CODE, request, "first administrator", null, "first administrator");
            return new Asked(Answer.WRONG_CODE, null);
        }
        budgets.takeBack(counted);
        if (rows.findByEmail(email).isPresent()) {
            return new Asked(Answer.HAS_ACCOUNT, null);
        }
        budgets.codeSent("address " + email);
        var payload = row.id() + "\n" + passwords.encode(password) + "\n" + name;
        return new Asked(
                Answer.CODE_SENT, transaction.execute(status -> codes.send(Purpose.FIRST_ADMIN, null, email, payload)));
    }

    /** False when no more codes are sent. */
    boolean sendAgain(UUID emailCode) {
        return codes.sendAgain(emailCode, Purpose.FIRST_ADMIN);
    }

    /** Opens the account if the numbers are right, and signs in with it. Of many at once, one does. */
    Outcome open(UUID emailCode, String digits, HttpServletRequest request) {
        try {
            var outcome = signIn.wholly(request, status -> {
                var answer = codes.check(emailCode, Purpose.FIRST_ADMIN, digits);
                if (answer.outcome() != Outcome.RIGHT) {
                    return answer.outcome();
                }
                var facts = answer.payload().orElseThrow().split("\n", 3);
                var account = rows.openForWorker(
                        answer.email().orElseThrow(),
                        facts[1],
                        facts[2],
                        null,
                        Set.of(Role.PLATFORM_ADMIN),
                        clock.instant());
                if (!use(UUID.fromString(facts[0]), account)) {
                    status.setRollbackOnly();
                    return Outcome.SPENT;
                }
                events.publishEvent(new AccountChanged("FIRST_ADMIN_OPENED", "account " + account));
                signIn.begin(request, Login.account(account), true, "first administrator");
                return Outcome.RIGHT;
            });
            if (outcome == Outcome.RIGHT) {
                delete(settings.home().resolve(FILE));
            }
            return outcome;
        } catch (DuplicateKeyException e) { // the address has an account meanwhile
            return Outcome.SPENT;
        }
    }

    private boolean use(UUID code, UUID account) {
        return jdbc.sql("update identity.first_admin set used_at = ?, account = ? where id = ? and used_at is null")
                        .params(Timestamp.from(clock.instant()), account, code)
                        .update()
                == 1;
    }

    private Optional<Row> open() {
        return jdbc.sql("select id, code_hash, made_on, expires_at from identity.first_admin where used_at is null")
                .query((row, i) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getBytes("code_hash"),
                        row.getString("made_on"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private boolean isRight(LongCode code, Row row) {
        return MessageDigest.isEqual(row.hash(), code.mark(keys, LongCode.Use.FIRST_ADMIN));
    }

    private boolean holds(Path file, Row row) {
        try {
            return Files.exists(file)
                    && LongCode.parse(Files.readString(file))
                            .filter(code -> isRight(code, row))
                            .isPresent();
        } catch (IOException e) {
            return false; // whatever lies there, the code is not to be had from it
        }
    }

    private static void write(Path file, LongCode code) {
        try {
            Files.createDirectories(file.getParent());
            SecretFiles.write(file, code.written() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The code for the first administrator cannot be written to " + file, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The used code for the first administrator stays in " + file, e);
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "another machine";
        }
    }
}
