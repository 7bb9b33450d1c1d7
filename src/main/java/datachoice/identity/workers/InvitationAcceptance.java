package datachoice.identity.workers;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.LongCode;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.Network;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.identity.session.Login;
import datachoice.identity.signin.SignIn;
import datachoice.identity.workers.WorkerAccounts.By;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
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
    private final PracticeLookup practices;
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;
    private final SignIn signIn;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InvitationAcceptance(
            Invitations invitations,
            WorkerAccounts accounts,
            AccountRows rows,
            Passwords passwords,
            PracticeLookup practices,
            FailureBudgets budgets,
            RefusalTrail refusals,
            SignIn signIn,
            TransactionTemplate transaction,
            Clock clock) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.rows = rows;
        this.passwords = passwords;
        this.practices = practices;
        this.budgets = budgets;
        this.refusals = refusals;
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
     * @param field with which something is wrong
     * @param problem key of what is wrong with it
     * @param facts that the sentence names
     */
    record Answer(@Nullable String home, String field, String problem, List<String> facts) {
        static Answer problem(String field, String problem, String... facts) {
            return new Answer(null, field, problem, List.of(facts));
        }
    }

    /**
     * Opens the account and signs in with it; the code works no more. Only whoever has a code that is good, and so can read
     * the address it went to, is told more than that it is not.
     *
     * @throws datachoice.identity.proof.TooManyTries if too many codes were no good
     */
    Answer accept(LongCode code, String name, String password, HttpServletRequest request) {
        var counted = budgets.longCodeTry(code, Network.of(request));
        var open = Objects.requireNonNull(transaction.execute(status -> invitations.byCode(code)));
        if (open.isEmpty()) {
            refusals.note(What.CODE, request, "invitation", null, "invitation");
            return Answer.problem("code", "invitation.code.wrong");
        }
        budgets.takeBack(counted);
        if (!isAtOpenPractice(open.get())) {
            return closed(Objects.requireNonNull(open.get().practice()));
        }
        if (rows.findByEmail(open.get().email()).isPresent()) {
            return Answer.problem("code", "invitation.code.has-account");
        }
        var problem = passwords.problem(password, open.get().email());
        if (problem.isPresent()) {
            return Answer.problem("password", "password." + problem.get());
        }
        var hash = Objects.requireNonNull(passwords.encode(password)); // before the transaction: it takes its time
        try {
            return signIn.wholly(request, status -> open(code, name, hash)
                    .map(account -> signIn.begin(request, Login.account(account), true, "invitation"))
                    .map(user -> new Answer(user.home(), "", "", List.of()))
                    .orElseGet(() -> {
                        status.setRollbackOnly();
                        return Answer.problem("code", "invitation.code.wrong");
                    }));
        } catch (DuplicateKeyException e) { // somebody was faster, or the address has an account meanwhile
            return Answer.problem("code", "invitation.code.wrong");
        }
    }

    private Answer closed(OdsCode practice) {
        return Answer.problem(
                "code",
                "invitation.code.closed",
                practices.find(practice).map(PracticeView::name).orElse(practice.value()),
                practices.closedOn(practice).map(UkTime::date).orElse(""));
    }

    private boolean isAtOpenPractice(Invitations.Open open) {
        var practice = open.practice();
        return practice == null || practices.isOpen(practice);
    }

    private Optional<UUID> open(LongCode code, String name, String hash) {
        return invitations.byCode(code).filter(this::isAtOpenPractice).flatMap(open -> {
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
