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
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens accounts without being asked by anybody, for the demo. An account is a person's or a worker's, never both. People
 * open theirs with a letter; workers are invited, and their accounts looked after, on the pages of {@link
 * datachoice.identity.workers}.
 */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
public class Accounts {
    private final AccountRows rows;
    private final Passwords passwords;
    private final Clock clock;

    Accounts(AccountRows rows, Passwords passwords, Clock clock) {
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
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
