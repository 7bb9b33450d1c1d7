package datachoice.identity.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import datachoice.core.SecretKeys;
import datachoice.identity.CountedStatements;
import datachoice.identity.IdentityFixtures.Jane;
import datachoice.identity.LetterCode;
import datachoice.identity.WebTests;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * T19: a stopwatch tells nobody who has an account or whose code is right, because each outcome takes the same work. The
 * work is counted here; src/bench/stopwatch measures the time, which on a busy machine says nothing.
 */
class SameWorkTests extends WebTests {
    @Autowired
    DataSource database;

    @Autowired
    SecretKeys keys;

    @Test
    void aPasswordCostsOneHashWhoeverAsks() {
        var accounts = mock(AccountRows.class);
        var passwords = mock(Passwords.class);
        when(passwords.encode(any())).thenReturn("{argon2}of nobody");
        when(passwords.matches(any(), any())).thenReturn(false);
        when(accounts.findByEmail(any())).thenReturn(Optional.empty());
        for (var email : List.of("patient", "worker", "off")) {
            when(accounts.findByEmail(email))
                    .thenReturn(Optional.of(new AccountRows.Row(
                            UUID.randomUUID(),
                            email,
                            "{argon2}of " + email,
                            email.equals("worker"),
                            email.equals("off"))));
        }
        var manager = new Authentications()
                .authenticationManager(
                        accounts, passwords, mock(LetterProof.class), mock(AuthenticationEventPublisher.class));
        var first = UsernamePasswordAuthenticationToken.unauthenticated("nobody", "warms up");
        assertThatThrownBy(() -> manager.authenticate(first)).isInstanceOf(AuthenticationException.class);

        for (var email : List.of("nobody", "patient", "worker", "off", "")) {
            clearInvocations(passwords, accounts);
            var claim = UsernamePasswordAuthenticationToken.unauthenticated(email, "a wrong password");
            assertThatThrownBy(() -> manager.authenticate(claim)).isInstanceOf(AuthenticationException.class);
            assertThat(calls(passwords)).as("hashes for %s", email).containsExactly("matches");
            assertThat(calls(accounts)).as("questions for %s", email).containsExactly("findByEmail");
        }
    }

    private static List<String> calls(Object mock) {
        return mockingDetails(mock).getInvocations().stream()
                .map(call -> call.getMethod().getName())
                .toList();
    }

    @Test
    void aLetterCodeCostsTheSameStatements() {
        var counting = new CountedStatements(database);
        var jdbc = JdbcClient.create(counting);
        var proof = new LetterProof(jdbc, keys, clock, new FailureBudgets(jdbc, keys, clock));
        var transaction = new TransactionTemplate(new JdbcTransactionManager(counting));

        var jane = people.withLetter();
        var old = people.withLetter();
        var used = people.withLetter();
        this.jdbc
                .sql("update identity.letter_code set used_at = now() where id = ?")
                .param(people.letterOf(used))
                .update();
        var spent = people.withLetter();
        for (int i = 0; i < LetterProof.MOST_TRIES; i++) {
            transaction.execute(status -> proof.match(code(spent), "Somebody Else", spent.born()));
        }
        var outcomes = new LinkedHashMap<String, List<String>>();
        Map<String, Claim> claims = new LinkedHashMap<>();
        claims.put("unknown code", new Claim(LetterCode.parse("ZZZZ-ZZZZ").orElseThrow(), "Ann Nobody", jane.born()));
        claims.put("wrong name", new Claim(code(jane), "Ann Nobody", jane.born()));
        claims.put(
                "wrong date", new Claim(code(jane), jane.fullName(), jane.born().plusDays(1)));
        claims.put("used", new Claim(code(used), used.fullName(), used.born()));
        claims.put("tried too often", new Claim(code(spent), spent.fullName(), spent.born()));
        claims.put("too old", new Claim(code(old), old.fullName(), old.born()));
        claims.forEach((what, claim) -> {
            if (what.equals("too old")) {
                clock.move(Duration.ofDays(29));
            }
            outcomes.put(what, counting.of(() -> assertThat(transaction.<Optional<?>>execute(
                            status -> proof.match(claim.code(), claim.name(), claim.born())))
                    .as(what)
                    .isEmpty()));
        });
        assertThat(outcomes.get("unknown code")).hasSize(3);
        outcomes.forEach((what, work) ->
                assertThat(work).as("statements for: %s", what).isEqualTo(outcomes.get("unknown code")));
    }

    /** Whoever fails fills the trail no faster than this, and a second failure in the same minute leaves nothing. */
    @Test
    void refusalsLeaveOnlySoManyEntries() {
        var budgets = new FailureBudgets(jdbc, keys, Clock.fixed(clock.instant(), ZoneOffset.UTC));
        int entries = 0;
        for (int i = 0; i < 3 * FailureBudgets.ENTRIES_OF_REFUSALS; i++) {
            entries += budgets.worthAnEntry("guess", String.valueOf(i / 2)) ? 1 : 0;
        }
        assertThat(entries).isEqualTo(FailureBudgets.ENTRIES_OF_REFUSALS);
    }

    /** T19: the entry of a wrong password costs the same whether there is such an account or not. */
    @Test
    void aRefusalLeavesAsManyEntriesWhoeverItIs() {
        var known = people.staff();
        for (var email : List.of(known, "nobody-" + known)) {
            int before = entries();
            signsIn(visitor(), email, "a wrong password");
            assertThat(entries() - before).as(email).isEqualTo(1);
        }
    }

    private int entries() {
        return jdbc.sql("select count(*) from audit.entry where action = 'REFUSED_SIGN_IN'")
                .query(Integer.class)
                .single();
    }

    private record Claim(LetterCode code, String name, LocalDate born) {}

    private static LetterCode code(Jane jane) {
        return LetterCode.parse(jane.code()).orElseThrow();
    }
}
