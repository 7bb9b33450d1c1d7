package datachoice.identity.signin;

import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.identity.AccountExists;
import datachoice.identity.AccountOpened;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.session.Login;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the account of a person is opened: their letter says who they are, a code by e-mail that the address is theirs.
 * Whoever asks is never told whether an address or a person has an account; its owner is, by e-mail.
 */
@Service
@PreAuthorize("hasRole('LETTER')")
class AccountOpening {
    private final AccountRows rows;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final FailureBudgets budgets;
    private final SignIn signIn;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountOpening(
            AccountRows rows,
            Passwords passwords,
            OneTimeCodes codes,
            FailureBudgets budgets,
            SignIn signIn,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.codes = codes;
        this.budgets = budgets;
        this.signIn = signIn;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<String> problemOf(@Nullable String password, String email) {
        return passwords.problem(password, email);
    }

    /**
     * Sends a code to the address, or a warning to the owner of an account that is there already.
     *
     * @return the code to wait for, in either case
     * @throws TooManyTries if too many codes were asked for
     */
    UUID ask(SignedInUser visitor, String email, String password) {
        budgets.codeSent("letter " + visitor.login());
        budgets.codeSent("address " + email);
        var hash = Objects.requireNonNull(passwords.encode(password)); // before the transaction: it takes its time
        return Objects.requireNonNull(transaction.execute(status -> {
            var owners = new LinkedHashSet<String>();
            rows.findByEmail(email).map(AccountRows.Row::email).ifPresent(owners::add);
            rows.findByPerson(person(visitor)).map(AccountRows.Row::email).ifPresent(owners::add);
            if (owners.isEmpty()) {
                return codes.send(Purpose.OPEN_ACCOUNT, null, email, hash);
            }
            owners.forEach(owner -> events.publishEvent(new AccountExists(owner)));
            return codes.pretend(Purpose.OPEN_ACCOUNT, email);
        }));
    }

    /** Opens the account if the code is right, and signs in with it. */
    Outcome open(SignedInUser visitor, UUID code, String digits, HttpServletRequest request) {
        try {
            return signIn.wholly(request, status -> {
                var answer = codes.check(code, Purpose.OPEN_ACCOUNT, digits);
                if (answer.outcome() == Outcome.RIGHT) {
                    var now = clock.instant();
                    var account = rows.openForPerson(
                            answer.email().orElseThrow(),
                            answer.payload().orElseThrow(),
                            visitor.displayName(),
                            person(visitor),
                            now);
                    events.publishEvent(new AccountOpened(person(visitor), now));
                    signIn.begin(request, Login.account(account), false, "new account");
                }
                return answer.outcome();
            });
        } catch (DuplicateKeyException e) { // somebody was faster: same answer as for any code that is no good
            return Outcome.SPENT;
        }
    }

    /** False when no more codes are sent. */
    boolean sendAgain(SignedInUser visitor, UUID code) {
        budgets.codeSent("letter " + visitor.login());
        return codes.sendAgain(code, Purpose.OPEN_ACCOUNT);
    }

    private static PersonId person(SignedInUser visitor) {
        return Objects.requireNonNull(visitor.person());
    }
}
