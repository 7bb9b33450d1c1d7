package datachoice.identity.signin;

import datachoice.core.BusyDatabase;
import datachoice.core.LostDatabase;
import datachoice.core.SignedInUser;
import datachoice.identity.CodeRequested.Purpose;
import datachoice.identity.LetterCode;
import datachoice.identity.SecurityCodeRefused;
import datachoice.identity.access.Area;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import datachoice.identity.account.TooBusy;
import datachoice.identity.proof.AccountDetails;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.GuardianChooses;
import datachoice.identity.proof.LetterCodeAuthentication;
import datachoice.identity.proof.LetterProof;
import datachoice.identity.proof.Network;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.OneTimeCodes.Outcome;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.identity.session.Login;
import datachoice.identity.session.SignInSession;
import datachoice.identity.session.SignedInUsers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing in, step by step: budget, proof, session. */
@Service
public class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final AuthenticationManager proofs;
    private final AccountRows accounts;
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;
    private final SignInSession session;
    private final OneTimeCodes codes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SignIn(
            AuthenticationManager proofs,
            AccountRows accounts,
            FailureBudgets budgets,
            RefusalTrail refusals,
            SignInSession session,
            OneTimeCodes codes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.proofs = proofs;
        this.accounts = accounts;
        this.budgets = budgets;
        this.refusals = refusals;
        this.session = session;
        this.codes = codes;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Signs in with a password. Workers are then only half in: a security code is on its way to them.
     *
     * @throws AuthenticationException for every failure alike
     * @throws TooManyTries if a budget is spent
     * @throws TooBusy if too many passwords are being checked
     */
    SignedInUser withPassword(HttpServletRequest request, String email, String password) {
        var account = prove(request, email, password, What.SIGN_IN);
        if (account.worker()) {
            budgets.codeSent("account " + account.id());
            var user = session.begin(request, Login.account(account.id()), false);
            session.awaitCode(
                    request,
                    Purpose.SECOND_FACTOR,
                    codes.send(Purpose.SECOND_FACTOR, account.id(), account.email(), null));
            return user;
        }
        return begin(request, Login.account(account.id()), false, "password");
    }

    /**
     * Whose password this is. Nobody is signed in by it.
     *
     * @param what is refused if it is nobody's
     * @throws AuthenticationException for every failure alike
     * @throws TooManyTries if a budget is spent
     * @throws TooBusy if too many passwords are being checked
     */
    public AccountRows.Row prove(HttpServletRequest request, String email, String password, What what) {
        var address = AccountRows.fold(email);
        var network = Network.of(request);
        var counted = budgets.passwordTry(address, network);
        if (Passwords.isTooLong(password)) {
            noteWrongPassword(request, address, what);
            throw wrong(new BadCredentialsException("Too long to be checked"), counted, what);
        }
        try {
            var proven = proofs.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(address, password));
            budgets.passwordRight(counted, address, network);
            return ((AccountDetails) Objects.requireNonNull(proven.getPrincipal())).account();
        } catch (TooBusy e) {
            budgets.takeBack(counted); // nothing was checked
            throw e;
        } catch (RuntimeException e) {
            var refusal = refused(e, counted, "A password was refused");
            if (refusal instanceof AuthenticationException) {
                noteWrongPassword(request, address, what);
                throw wrong(refusal, counted, what);
            }
            throw refusal;
        }
    }

    /** Whoever is signed in with that account learns nothing new from being told that the password is wrong. */
    private static RuntimeException wrong(RuntimeException refusal, FailureBudgets.Counted counted, What what) {
        return what == What.SIGN_IN
                ? counted.insteadOfWrong().<RuntimeException>map(tries -> tries).orElse(refusal)
                : refusal;
    }

    /** The same work for an address without an account: the entry then says so, and not which it was. */
    private void noteWrongPassword(HttpServletRequest request, String address, What what) {
        var account = accounts.findByEmail(address).map(AccountRows.Row::id);
        refusals.note(
                what,
                request,
                address,
                account.orElse(null),
                account.isPresent() ? "password" : "password, no account");
    }

    /**
     * The second step of a worker.
     *
     * @return {@code RIGHT} if they are in now
     */
    Outcome withSecurityCode(HttpServletRequest request, String digits) {
        var code = session.awaitedCode(request, Purpose.SECOND_FACTOR);
        if (code.isEmpty()) {
            return Outcome.SPENT;
        }
        var outcome = wholly(request, status -> {
            var checked = codes.check(code.get(), Purpose.SECOND_FACTOR, digits).outcome();
            if (checked == Outcome.RIGHT) {
                session.complete(request);
                events.publishEvent(new SignedIn("password and security code"));
            }
            return checked;
        }); // where it fails the code is as good as it was
        if (outcome != Outcome.RIGHT) {
            LOG.info("A security code was refused");
            var account = SignedInUsers.present().login();
            refusals.note(What.CODE, request, account.toString(), account, "signing in");
            events.publishEvent(new SecurityCodeRefused());
        }
        return outcome;
    }

    /** False when no more codes are sent to this session. */
    boolean sendAgain(HttpServletRequest request, SignedInUser user) {
        var code = session.awaitedCode(request, Purpose.SECOND_FACTOR);
        if (code.isEmpty()) {
            return false;
        }
        budgets.codeSent("account " + user.login());
        return codes.sendAgain(code.get(), Purpose.SECOND_FACTOR);
    }

    /**
     * Signs in with a letter.
     *
     * @throws GuardianChooses if all is right, but the person is too young to choose alone
     * @throws AuthenticationException for every other failure alike
     * @throws TooManyTries if the network's budget is spent
     */
    SignedInUser withLetter(HttpServletRequest request, LetterCode code, String fullName, LocalDate dateOfBirth) {
        var counted = budgets.letterTry(Network.of(request));
        try {
            var proven = proofs.authenticate(
                    new LetterCodeAuthentication(new LetterCodeAuthentication.Claim(code, fullName, dateOfBirth)));
            budgets.takeBack(counted);
            var match = (LetterProof.Match) Objects.requireNonNull(proven.getPrincipal());
            return begin(request, Login.letter(match.letter()), false, "letter");
        } catch (GuardianChooses e) {
            budgets.takeBack(counted);
            throw e;
        } catch (RuntimeException e) {
            var refusal = refused(e, counted, "A letter code was refused");
            if (refusal instanceof AuthenticationException) {
                refusals.note(What.SIGN_IN, request, "letter", null, "code from a letter");
            }
            throw refusal;
        }
    }

    /** A try during which the database was away or busy is no failure of whoever tried, and no refusal. */
    private RuntimeException refused(RuntimeException failure, FailureBudgets.Counted counted, String line) {
        if (LostDatabase.isCauseOf(failure) || BusyDatabase.isCauseOf(failure)) {
            budgets.takeBack(counted);
            return failure instanceof InternalAuthenticationServiceException
                            && failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : failure;
        }
        if (failure instanceof AuthenticationException) {
            LOG.info(line);
        }
        return failure;
    }

    /**
     * For what was proven elsewhere: the e-mail of a new account, or nothing at all in the demo. Nobody is in without an
     * entry in the audit that says so. As a part of more that is stored: within {@link #wholly}.
     */
    public SignedInUser begin(HttpServletRequest request, Login login, boolean secondFactor, String how) {
        var before = session.before(request);
        var user = session.begin(request, login, secondFactor);
        try {
            transaction.executeWithoutResult(status -> events.publishEvent(new SignedIn(how)));
        } catch (RuntimeException e) {
            session.goBack(request, before);
            throw e;
        }
        return user;
    }

    /**
     * One transaction, in which somebody may be signed in. Where it fails, at its very end too, the visit is as it was
     * before: nobody is signed in to an account that is not there.
     */
    public <T extends @Nullable Object> T wholly(HttpServletRequest request, TransactionCallback<T> work) {
        var before = session.before(request);
        try {
            return transaction.execute(work);
        } catch (RuntimeException e) {
            session.goBack(request, before);
            throw e;
        }
    }

    /** Where to go after signing in: the page they wanted, if it is theirs to open, else their start page. Once. */
    public String next(HttpServletRequest request, SignedInUser user) {
        return session.takePath(request, user)
                .filter(path -> Area.isOpenTo(user.roles(), path.split("\\?", 2)[0]))
                .orElseGet(user::home);
    }
}
