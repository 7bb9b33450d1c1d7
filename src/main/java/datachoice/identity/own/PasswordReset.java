package datachoice.identity.own;

import datachoice.identity.AccountNotice;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.account.AccountChanged;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.Network;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new password for whoever can read the e-mail of an account. Whether an address has one is told to nobody: each step
 * does the same work and gives the same answer, and for an address without one no numbers are ever right. The second
 * factor of workers is still asked for when they sign in.
 */
@Service
class PasswordReset {
    private static final Duration FOR_PEOPLE = Duration.ofMinutes(30);

    private final AccountRows rows;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasswordReset(
            AccountRows rows,
            Passwords passwords,
            OneTimeCodes codes,
            FailureBudgets budgets,
            RefusalTrail refusals,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.codes = codes;
        this.budgets = budgets;
        this.refusals = refusals;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Sends a code if that address has an account that is not switched off.
     *
     * @return the code to wait for, in any case
     * @throws datachoice.identity.proof.TooManyTries if too many codes were asked for from there
     */
    UUID ask(String email, HttpServletRequest request) {
        var mayBeSent = budgets.passwordForgotten(email, Network.of(request));
        return Objects.requireNonNull(transaction.execute(status -> rows.findByEmail(email)
                .filter(account -> mayBeSent && !account.switchedOff())
                .map(account -> codes.send(
                        Purpose.PASSWORD_RESET,
                        account.id(),
                        account.email(),
                        null,
                        account.worker() ? OneTimeCodes.SHORT : FOR_PEOPLE))
                .orElseGet(() -> codes.pretend(Purpose.PASSWORD_RESET, email))));
    }

    /** Whether there is an account or not: it is compared with the address that was typed. */
    Optional<String> problemOf(UUID code, @Nullable String password) {
        return passwords.problem(
                password, codes.address(code, Purpose.PASSWORD_RESET).orElse(""));
    }

    /** False when no more codes are sent. */
    boolean sendAgain(UUID code, HttpServletRequest request) {
        budgets.passwordForgotten("code " + code, Network.of(request));
        return codes.sendAgain(code, Purpose.PASSWORD_RESET);
    }

    /** Takes effect at once if the code is right; whoever is signed in with the account is so no more. */
    Outcome change(UUID code, String digits, String password, HttpServletRequest request) {
        var hash =
                Objects.requireNonNull(passwords.encode(password)); // before the transaction, and for wrong codes too
        var outcome = Objects.requireNonNull(transaction.execute(status -> {
            var answer = codes.check(code, Purpose.PASSWORD_RESET, digits);
            if (answer.outcome() == Outcome.RIGHT) {
                var account = answer.account().flatMap(rows::find).orElseThrow();
                rows.updateHash(account.id(), hash);
                rows.endSessions(account.id(), clock.instant());
                codes.voidAll(account.id());
                events.publishEvent(new AccountChanged("PASSWORD_RESET", "account " + account.id()));
                events.publishEvent(AccountNotice.toOwner(account.email(), AccountNotice.Kind.PASSWORD_RESET));
            }
            return answer.outcome();
        }));
        if (outcome != Outcome.RIGHT) { // whether there is an account or not, and whose it is stays unsaid
            refusals.note(What.CODE, request, "reset", null, "forgotten password");
        }
        return outcome;
    }
}
