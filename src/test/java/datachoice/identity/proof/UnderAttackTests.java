package datachoice.identity.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.identity.account.Passwords;
import java.sql.Connection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.util.ReflectionTestUtils;

/** T2, T20, B25: what holds when many guess, and when the database does not answer. */
@ExtendWith(OutputCaptureExtension.class)
class UnderAttackTests extends WebTests {
    @Autowired
    FailureBudgets budgets;

    @Autowired
    Passwords passwords;

    @Autowired
    DataSource dataSource;

    /** V6.1.1: a botnet spends the account's budget; the owner's network has not failed and gets in. */
    @Test
    void aBotnetGetsOneGuessPerNetworkAndTheOwnerGetsIn() {
        var email = "jane-" + UUID.randomUUID() + "@demo.example";
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_ALL; i++) {
            budgets.passwordTry(email, "bot " + i);
        }
        assertThatCode(() -> budgets.passwordTry(email, "fresh bot")).doesNotThrowAnyException();
        assertThatThrownBy(() -> budgets.passwordTry(email, "fresh bot")).isInstanceOf(TooManyTries.class);
        assertThatThrownBy(() -> budgets.passwordTry(email, "bot 1")).isInstanceOf(TooManyTries.class);
        assertThatCode(() -> budgets.takeBack(budgets.passwordTry(email, "the owner's home")))
                .doesNotThrowAnyException();
        assertThatCode(() -> budgets.passwordTry(email, "the owner's home")).doesNotThrowAnyException();
    }

    @Test
    void oneNetworkCannotSprayManyAccounts() {
        for (int i = 0; i < FailureBudgets.SIGN_INS_FROM_NETWORK; i++) {
            budgets.passwordTry("somebody-" + i + "@demo.example", "sprayer");
        }
        assertThatThrownBy(() -> budgets.passwordTry("next@demo.example", "sprayer"))
                .isInstanceOf(TooManyTries.class);
        assertThatCode(() -> budgets.passwordTry("next@demo.example", "elsewhere"))
                .doesNotThrowAnyException();
    }

    /** V6.1.1: whoever uses up the tries of a surgery's one address keeps nobody out who signed in there before. */
    @Test
    void whoSignedInThereBeforeGetsInWhereOthersAreStopped() {
        var known = "jane-" + UUID.randomUUID() + "@demo.example";
        var network = "surgery " + UUID.randomUUID();
        budgets.passwordRight(budgets.passwordTry(known, network), known, network);
        startAnHour();
        for (int i = 0; i < FailureBudgets.SIGN_INS_FROM_NETWORK; i++) {
            budgets.passwordTry("somebody-" + i + "@demo.example", network);
        }
        assertThatThrownBy(() -> budgets.passwordTry("new@demo.example", network))
                .isInstanceOf(TooManyTries.class);
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_NETWORK; i++) {
            assertThatCode(() -> budgets.passwordTry(known, network))
                    .as("the owner")
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> budgets.passwordTry(known, network))
                .as("who guesses at this very account")
                .isInstanceOf(TooManyTries.class);
    }

    /** V6.1.1: nobody learns who has an account, and signed in there, from how a wrong password is answered. */
    @Test
    void whereOthersAreStoppedAWrongPasswordIsAnsweredAlikeForEverybody() {
        var known = people.withAccount(people.withLetter());
        assertThat(signedIn(known).location()).isEqualTo("/choices");
        startAnHour();
        assertThat(signsIn(visitor(), known, "not the password").status()).isEqualTo(422);
        for (int i = 1; i < FailureBudgets.SIGN_INS_FROM_NETWORK; i++) {
            budgets.passwordTry("somebody-" + i + "@demo.example", Network.of("127.0.0.1"));
        }
        var unknown = signsIn(visitor(), "nobody-" + UUID.randomUUID() + "@demo.example", "not the password");
        assertThat(unknown.status()).isEqualTo(429);
        for (var password : List.of("not the password", "x".repeat(500))) {
            var answer = signsIn(visitor(), known, password);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.page().select("main").text())
                    .isEqualTo(unknown.page().select("main").text());
            assertThat(secondsToWait(answer)).isCloseTo(secondsToWait(unknown), within(20));
        }
        assertThat(signedIn(known).location()).as("the owner").isEqualTo("/choices");
    }

    /** Also where the account was guessed at from everywhere: how long to wait is the network's time for everybody. */
    @Test
    void whereOthersAreStoppedEverybodyWaitsEquallyLong() {
        var known = "jane-" + UUID.randomUUID() + "@demo.example";
        var network = "surgery " + UUID.randomUUID();
        budgets.passwordRight(budgets.passwordTry(known, network), known, network);
        spendTheHourOf(network);
        assertThat(budgets.passwordTry(known, network).insteadOfWrong()).isPresent();
        assertThat(budgets.passwordTry(known, "elsewhere").insteadOfWrong()).isEmpty();
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_ALL; i++) {
            budgets.passwordTry(known, "bot " + i);
        }
        assertThat(budgets.passwordTry(known, network).insteadOfWrong())
                .as("the owner, if it is they")
                .hasValueSatisfying(tries -> assertThat(tries.waiting()).isGreaterThan(Duration.ofMinutes(50)));
        assertThatThrownBy(() -> budgets.passwordTry("nobody@demo.example", network))
                .isInstanceOfSatisfying(
                        TooManyTries.class, tries -> assertThat(tries.waiting()).isGreaterThan(Duration.ofMinutes(50)));
    }

    /** V6.1.1: a mistyped password at home is forgiven while the account is guessed at from everywhere. */
    @Test
    void whoeverIsKnownThereMayMistypeWhileOthersGuess() {
        var known = "jane-" + UUID.randomUUID() + "@demo.example";
        var network = "home " + UUID.randomUUID();
        budgets.passwordRight(budgets.passwordTry(known, network), known, network);
        startAnHour();
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_ALL; i++) {
            budgets.passwordTry(known, "bot " + i);
        }
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_NETWORK; i++) {
            assertThatCode(() -> budgets.passwordTry(known, network)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> budgets.passwordTry(known, network)).isInstanceOf(TooManyTries.class);
    }

    private static int secondsToWait(WebVisitor visitor) {
        return Integer.parseInt(visitor.header("Retry-After").orElseThrow());
    }

    /** Not for ever: machines move on to others. */
    @Test
    void isKnownForThirtyDays() {
        var known = "jane-" + UUID.randomUUID() + "@demo.example";
        var network = "library " + UUID.randomUUID();
        budgets.passwordRight(budgets.passwordTry(known, network), known, network);
        clock.move(Duration.ofDays(29));
        spendTheHourOf(network);
        assertThatCode(() -> budgets.passwordTry(known, network)).doesNotThrowAnyException();
        clock.move(Duration.ofDays(2));
        spendTheHourOf(network);
        assertThatThrownBy(() -> budgets.passwordTry(known, network)).isInstanceOf(TooManyTries.class);
        budgets.forget();
        assertThat(jdbc.sql("select count(*) from identity.known_network where seen_at < now() - interval '1 minute'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** So that the tries of a test are all in one window, at whatever time it runs. */
    private void startAnHour() {
        var next = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        clock.move(Duration.between(clock.instant(), next.plusSeconds(1)));
    }

    private void spendTheHourOf(String network) {
        startAnHour();
        for (int i = 0; i < FailureBudgets.SIGN_INS_FROM_NETWORK; i++) {
            budgets.passwordTry("somebody-" + i + "@demo.example", network);
        }
    }

    /** T2, through the page: of a crowd's guesses only so many are hashed, and the owner gets in from where they are known. */
    @Test
    void aCrowdsGuessesCostOnlyAsManyHashesAsTheBudgetAllows() {
        var email = people.withAccount(people.withLetter());
        assertThat(signedIn(email).location()).isEqualTo("/choices");
        var others = Stream.generate(() -> people.withAccount(people.withLetter()))
                .limit(5)
                .toList();
        startAnHour();
        var encoder = (PasswordEncoder) ReflectionTestUtils.getField(passwords, "encoder");
        var hashes = new AtomicInteger();
        ReflectionTestUtils.setField(passwords, "encoder", new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                hashes.incrementAndGet();
                return encoder.encode(password);
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                hashes.incrementAndGet();
                return encoder.matches(password, hash);
            }
        });
        try {
            int refused = 0;
            for (int i = 0; i < 150; i++) {
                var who = i % 5 == 0 ? others.get(i / 5 % 5) : "somebody-%d@demo.example".formatted(i);
                refused += signsIn(visitor(), who, "not the password").status() == 429 ? 1 : 0;
            }
            assertThat(refused).isEqualTo(150 - FailureBudgets.SIGN_INS_FROM_NETWORK);
            assertThat(hashes.get()).isEqualTo(FailureBudgets.SIGN_INS_FROM_NETWORK);
        } finally {
            ReflectionTestUtils.setField(passwords, "encoder", encoder);
        }
        assertThat(signedIn(email).location())
                .as("the owner, from the same address")
                .isEqualTo("/choices");
    }

    /**
     * T2: when all the portal's guesses of an hour are spent, by a crowd that no other budget stops, each network has one
     * try left: the owner gets in, from where they are known also after a slip, and a guesser is told how long to wait.
     */
    @Test
    void whereACrowdSpendsThePortalsBudgetNobodyIsKeptOutOfTheirOwn() {
        var known = people.withAccount(people.withLetter());
        var newHere = people.withAccount(people.withLetter());
        assertThat(signedIn(known).location()).isEqualTo("/choices");
        startAnHour();
        for (int i = 0; i < FailureBudgets.ALL; i++) {
            budgets.passwordTry(
                    "somebody-" + i + "@demo.example", "bot " + i / (FailureBudgets.SIGN_INS_FROM_NETWORK - 1));
        }
        assertThatThrownBy(() -> budgets.passwordTry("next@demo.example", "bot 0"))
                .isInstanceOf(TooManyTries.class);

        assertThat(signedIn(newHere).location())
                .as("at the first try, from a network that has not failed")
                .isEqualTo("/choices");
        assertThat(signsIn(visitor(), "nobody@demo.example", "not the password").status())
                .isEqualTo(422);
        var guesser = signsIn(visitor(), "nobody@demo.example", "not the password");
        assertThat(guesser.status()).isEqualTo(429);
        assertThat(guesser.page().select("h1").text()).isEqualTo("Try again later");
        assertThat(secondsToWait(guesser)).isBetween(1, 3600);
        assertThat(signsIn(visitor(), known, "a slip").status()).isEqualTo(429);
        assertThat(signedIn(known).location()).as("the owner, known there").isEqualTo("/choices");
    }

    /** Nobody escapes their budget by saying that they ask for somebody else. */
    @Test
    void aForgedAddressIsIgnored() {
        for (int i = 0; i < FailureBudgets.LETTER_CODES_FROM_NETWORK; i++) {
            budgets.letterTry(Network.of("127.0.0.1"));
            budgets.letterTry(Network.of("::1"));
        }
        assertThat(visitor()
                        .get("/letter-code")
                        .submit(
                                "/letter-code",
                                Map.of("X-Forwarded-For", "203.0.113.1"),
                                people.withLetter().details())
                        .status())
                .isEqualTo(429);
    }

    @Test
    void countersNameNobody() {
        var right = budgets.passwordTry("jane@demo.example", "192.0.2.7");
        budgets.passwordRight(right, "jane@demo.example", "192.0.2.7");
        assertThat(jdbc.sql("select mark from identity.known_network")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(mark -> mark.matches("[0-9a-f]{32}"));
        budgets.passwordTry("jane@demo.example", "192.0.2.7");
        budgets.letterTry("192.0.2.7");
        assertThat(jdbc.sql("select bucket from identity.limit_window")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(bucket -> bucket.matches("[0-9a-f]{32}"));
        assertThat(budgets.forget()).isZero();
    }

    @Test
    void saysThatItIsBusy() {
        var visitor = signedIn(people.withAccount(people.withLetter())).get("/choices/test-busy");
        assertThat(visitor.status()).isEqualTo(503);
        assertThat(visitor.header("Retry-After")).contains("5");
        assertThat(visitor.page().select("h1").text()).isEqualTo("We are very busy");
    }

    /** The page that says so must not need the database. */
    @Test
    void saysThatTheDatabaseDoesNotAnswer() throws Exception {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        var taken = new ArrayList<Connection>();
        try {
            for (int i = 0; i < 16; i++) {
                taken.add(dataSource.getConnection());
            }
            visitor.get("/choices/test-probe");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(visitor.status()).isEqualTo(503);
        assertThat(visitor.header("Retry-After")).contains("30");
        assertThat(visitor.header("Content-Security-Policy")).isPresent();
        assertThat(visitor.page().select("h1").text()).isNotEmpty();
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(200);
    }

    /** T20. */
    @Test
    void logsNeitherCodesNorNamesNorAddresses(CapturedOutput log) {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("datachoice.identity", LogLevel.DEBUG);
        var jane = people.withLetter();
        var email = people.withAccount(people.withLetter());
        signedInByLetter(jane);
        entersLetter(visitor(), IdentityFixtures.Jane.details(jane.code(), "Somebody Else", jane.born()));
        signsIn(visitor(), email, "not the password");
        var staff = people.staff();
        signedInStaff(staff);
        assertThat(log.getOut())
                .contains("A password was refused", "A letter code was refused")
                .doesNotContain(
                        jane.code(),
                        email,
                        staff,
                        sent.lastCodeTo(staff),
                        "Somebody Else",
                        "not the password",
                        "Müller");
    }
}
