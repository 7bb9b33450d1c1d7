package datachoice.identity.own;

import datachoice.core.SignedInUser;
import datachoice.identity.AccountNotice;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.account.AccountChanged;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.identity.session.Login;
import datachoice.identity.session.OwnSessions;
import datachoice.identity.session.OwnSessions.SessionView;
import datachoice.identity.session.SignInSession;
import datachoice.identity.signin.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The account of whoever is signed in with it, all the way. */
@Service
@PreAuthorize("isAuthenticated() and !principal.byLetter() and !principal.secondFactorDue()")
class OwnAccount {
    private final AccountRows rows;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;
    private final OwnSessions sessions;
    private final SignIn signIn;
    private final SignInSession session;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnAccount(
            AccountRows rows,
            Passwords passwords,
            OneTimeCodes codes,
            FailureBudgets budgets,
            RefusalTrail refusals,
            OwnSessions sessions,
            SignIn signIn,
            SignInSession session,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.codes = codes;
        this.budgets = budgets;
        this.refusals = refusals;
        this.sessions = sessions;
        this.signIn = signIn;
        this.session = session;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    String email(SignedInUser user) {
        return row(user).email();
    }

    List<SessionView> sessions(SignedInUser user, HttpServletRequest request) {
        return sessions.of(user.login(), request.getSession().getId());
    }

    /** False if there was nothing to end: it had ended, or was never theirs. */
    boolean end(SignedInUser user, UUID one) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var ended = sessions.end(user.login(), one);
            if (ended) {
                events.publishEvent(new AccountChanged("SESSION_ENDED", "one of account " + user.login()));
            }
            return ended;
        }));
    }

    void endOthers(SignedInUser user, HttpServletRequest request) {
        transaction.executeWithoutResult(status -> {
            sessions.endOthers(user.login(), request.getSession().getId());
            events.publishEvent(new AccountChanged("SESSION_ENDED", "all others of account " + user.login()));
        });
    }

    /**
     * Whoever is signed in shows again that they know the password.
     *
     * @throws AuthenticationException if they do not
     * @throws datachoice.identity.proof.TooManyTries if they did not too often
     */
    void prove(SignedInUser user, String password, HttpServletRequest request) {
        if (!signIn.prove(request, email(user), password, What.CONFIRM).id().equals(user.login())) {
            throw new BadCredentialsException("The password of another account");
        }
    }

    /** The same again for workers: a code is on its way to them. */
    UUID sendCode(SignedInUser user) {
        budgets.codeSent("account " + user.login());
        return codes.send(Purpose.CONFIRM, user.login(), email(user), null);
    }

    Outcome confirm(SignedInUser user, UUID code, String digits, HttpServletRequest request) {
        var outcome = codes.check(code, Purpose.CONFIRM, digits).outcome();
        if (outcome == Outcome.RIGHT) {
            session.confirm(request);
        } else {
            refusals.note(What.CONFIRM, request, user.getName(), user.login(), "code by email");
        }
        return outcome;
    }

    /** False when no more codes are sent. */
    boolean sendAgain(SignedInUser user, UUID code, Purpose purpose) {
        budgets.codeSent("account " + user.login());
        return codes.sendAgain(code, purpose);
    }

    Optional<String> problemOf(SignedInUser user, @Nullable String password) {
        return passwords.problem(password, email(user));
    }

    /** Takes effect at once; all other visits end, and so does every code that was on its way. */
    void changePassword(SignedInUser user, String password, HttpServletRequest request) {
        var hash = Objects.requireNonNull(passwords.encode(password)); // before the transaction: it takes its time
        transaction.executeWithoutResult(status -> {
            rows.updateHash(user.login(), hash);
            leaveOnlyThis(user, request);
            events.publishEvent(new AccountChanged("PASSWORD_CHANGED", "account " + user.login()));
            events.publishEvent(AccountNotice.toOwner(email(user), AccountNotice.Kind.PASSWORD_CHANGED));
        });
        session.goOn(request, Login.account(user.login()));
    }

    /**
     * Sends a code to the new address, or a warning to the owner of the account that has it already.
     *
     * @return the code to wait for, in either case
     * @throws datachoice.identity.proof.TooManyTries if too many codes were asked for
     */
    UUID askForEmail(SignedInUser user, String email) {
        budgets.codeSent("account " + user.login());
        budgets.codeSent("address " + email);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (rows.findByEmail(email).isEmpty()) {
                return codes.send(Purpose.NEW_EMAIL, user.login(), email, null);
            }
            events.publishEvent(AccountNotice.toOwner(email, AccountNotice.Kind.ADDRESS_WANTED));
            return codes.pretend(Purpose.NEW_EMAIL, email);
        }));
    }

    /** Takes effect at once if the code is right; all other visits end, and the old address is told. */
    Outcome changeEmail(SignedInUser user, UUID code, String digits, HttpServletRequest request) {
        try {
            var outcome = Objects.requireNonNull(transaction.execute(status -> {
                var answer = codes.check(code, Purpose.NEW_EMAIL, digits);
                if (answer.outcome() == Outcome.RIGHT) {
                    var old = email(user);
                    rows.updateEmail(user.login(), answer.email().orElseThrow());
                    leaveOnlyThis(user, request);
                    events.publishEvent(new AccountChanged("EMAIL_CHANGED", "account " + user.login()));
                    events.publishEvent(AccountNotice.toOwner(old, AccountNotice.Kind.EMAIL_CHANGED));
                }
                return answer.outcome();
            }));
            if (outcome == Outcome.RIGHT) {
                session.goOn(request, Login.account(user.login()));
            } else {
                refusals.note(What.CODE, request, user.getName(), user.login(), "new email address");
            }
            return outcome;
        } catch (DuplicateKeyException e) { // somebody was faster: same answer as for any code that is no good
            return Outcome.SPENT;
        }
    }

    private void leaveOnlyThis(SignedInUser user, HttpServletRequest request) {
        rows.endOtherSessions(user.login(), request.getSession().getId(), clock.instant());
        codes.voidAll(user.login());
    }

    private AccountRows.Row row(SignedInUser user) {
        return rows.find(user.login()).orElseThrow();
    }
}
