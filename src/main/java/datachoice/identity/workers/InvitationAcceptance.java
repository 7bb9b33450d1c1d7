package datachoice.identity.workers;

import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.LongCode;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.Network;
import datachoice.identity.session.Login;
import datachoice.identity.signin.SignIn;
import datachoice.identity.workers.WorkerAccounts.By;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How somebody who was invited opens their account: the code from the e-mail shows that the address is theirs. */
@Service
class InvitationAcceptance {
    private final Invitations invitations;
    private final WorkerAccounts accounts;
    private final AccountRows rows;
    private final Passwords passwords;
    private final FailureBudgets budgets;
    private final SignIn signIn;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InvitationAcceptance(
            Invitations invitations,
            WorkerAccounts accounts,
            AccountRows rows,
            Passwords passwords,
            FailureBudgets budgets,
            SignIn signIn,
            TransactionTemplate transaction,
            Clock clock) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.rows = rows;
        this.passwords = passwords;
        this.budgets = budgets;
        this.signIn = signIn;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<String> problemOf(@Nullable String password) {
        return passwords.problem(password);
    }

    /**
     * What came of it.
     *
     * @param home where they start; null if nothing was opened
     * @param problem what is wrong with the password, for the address that was invited
     */
    record Answer(@Nullable String home, @Nullable String problem) {}

    /**
     * Opens the account and signs in with it; the code works no more.
     *
     * @return nothing at all for a code that is no good, whatever the reason
     * @throws datachoice.identity.proof.TooManyTries if too many codes were no good
     */
    Answer accept(LongCode code, String name, String password, HttpServletRequest request) {
        var counted = budgets.longCodeTry(Network.of(request));
        var open = Objects.requireNonNull(transaction.execute(status -> invitations.byCode(code)));
        if (open.isEmpty()) {
            return new Answer(null, null);
        }
        budgets.takeBack(counted);
        var problem = passwords.problem(password, open.get().email());
        if (problem.isPresent()) {
            return new Answer(null, problem.get());
        }
        var hash = Objects.requireNonNull(passwords.encode(password)); // before the transaction: it takes its time
        try {
            var home = Optional.ofNullable(
                            transaction.execute(status -> open(code, name, hash).orElseGet(() -> {
                                status.setRollbackOnly();
                                return null;
                            })))
                    .map(account -> signIn.begin(request, Login.account(account), true, "invitation")
                            .home());
            return new Answer(home.orElse(null), null);
        } catch (DuplicateKeyException e) { // somebody was faster, or the address has an account meanwhile
            return new Answer(null, null);
        }
    }

    private Optional<UUID> open(LongCode code, String name, String hash) {
        return invitations.byCode(code).flatMap(open -> {
            var account =
                    rows.openForWorker(open.email(), hash, name, open.practice(), Set.of(open.role()), clock.instant());
            if (!invitations.accept(open, code, account)) {
                return Optional.empty();
            }
            if (WorkRoles.isTold(open.role())) {
                accounts.tellAdmins(Kind.ADMINS_GIVEN, new By(open.askedBy(), open.askedByName()), name, open.role());
            }
            return Optional.of(account);
        });
    }
}
