package datachoice.identity;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts and changes what they may be used for. An account is a person's or a worker's, never both. */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
public class Accounts {
    private final AccountRows rows;
    private final Passwords passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Accounts(AccountRows rows, Passwords passwords, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Opens the account of a person in the register.
     *
     * @throws IllegalArgumentException if the password breaks a rule
     * @throws org.springframework.dao.DuplicateKeyException if the address or the person has an account
     */
    public UUID openForPerson(String email, String password, String displayName, PersonId person) {
        return rows.openForPerson(email, hash(password), displayName, person, clock.instant());
    }

    /**
     * Opens the account of somebody at work.
     *
     * @param practice where they work; null for content, administration and audit
     * @throws IllegalArgumentException if the password breaks a rule, or a role is not a worker's
     * @throws org.springframework.dao.DuplicateKeyException if the address has an account
     */
    public UUID openForWorker(
            String email, String password, String displayName, @Nullable OdsCode practice, Set<Role> roles) {
        if (roles.isEmpty() || !roles.stream().allMatch(Accounts::isForWorkers)) {
            throw new IllegalArgumentException("Not the roles of a worker: " + roles);
        }
        return rows.openForWorker(email, hash(password), displayName, practice, roles, clock.instant());
    }

    /** Signs the account out everywhere, at once. */
    public void endSessions(UUID account) {
        rows.endSessions(account, clock.instant());
    }

    /** Nobody can sign in with it any more, and whoever is signed in is signed out. */
    public void switchOff(UUID account) {
        rows.switchOff(account, clock.instant());
        rows.endSessions(account, clock.instant());
        events.publishEvent(new AccountChanged("ACCOUNT_SWITCHED_OFF", account, "account " + account));
    }

    /**
     * Takes effect with the next request of whoever is signed in.
     *
     * @throws IllegalArgumentException if it is a person's account, or the role is not a worker's: an account is one or the
     *     other, which the database refuses as well
     */
    public void grant(UUID account, Role role) {
        var worker = rows.find(account).map(AccountRows.Row::worker).orElse(false);
        if (!worker || !isForWorkers(role)) {
            throw new IllegalArgumentException("Not a role for this account: " + role);
        }
        rows.addRole(account, role);
        events.publishEvent(new AccountChanged("ROLE_GRANTED", account, role + " to account " + account));
    }

    /** Takes effect with the next request of whoever is signed in. */
    public void withdraw(UUID account, Role role) {
        rows.removeRole(account, role);
        events.publishEvent(new AccountChanged("ROLE_WITHDRAWN", account, role + " from account " + account));
    }

    private static boolean isForWorkers(Role role) {
        return role != Role.PATIENT && role != Role.LETTER;
    }

    private String hash(String password) {
        passwords.problem(password).ifPresent(problem -> {
            throw new IllegalArgumentException("The password is refused: " + problem);
        });
        return Objects.requireNonNull(passwords.encode(password));
    }
}
