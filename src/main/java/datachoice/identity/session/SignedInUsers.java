package datachoice.identity.session;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.identity.LetterCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Reads who somebody is, with one query for each request: whatever was taken away since is gone. */
@Component
public class SignedInUsers {
    private static final Duration LONGEST_FOR_PEOPLE = LetterCodes.LONGEST_VISIT;
    private static final Duration LONGEST_FOR_WORKERS = Duration.ofHours(8);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignedInUsers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Empty when the session is over: too old, ended from elsewhere, account switched off, person no longer alive.
     *
     * @param begun when the login was proven
     * @param secondFactor whether the security code was proven, too
     */
    Optional<SignedInUser> find(Login login, Instant begun, boolean secondFactor) {
        return login.kind() == Login.Kind.ACCOUNT
                ? account(login.id(), begun, secondFactor)
                : letter(login.id(), begun);
    }

    private Optional<SignedInUser> account(UUID account, Instant begun, boolean secondFactor) {
        return jdbc.sql("""
                        select a.person, a.practice, a.sessions_valid_from,
                            coalesce(p.given_names || ' ' || p.family_name, a.display_name) as name,
                            array(select r.role from identity.account_role r where r.account = a.id) as roles
                        from identity.account a left join person.published_person p on p.id = a.person
                        where a.id = ? and a.switched_off_at is null and p.died_on is null
                        """)
                .param(account)
                .query((row, i) -> {
                    var worker = row.getObject("person") == null;
                    if (begun.isBefore(row.getTimestamp("sessions_valid_from").toInstant())
                            || isOver(begun, worker ? LONGEST_FOR_WORKERS : LONGEST_FOR_PEOPLE)) {
                        return Optional.<SignedInUser>empty();
                    }
                    var due = worker && !secondFactor;
                    var roles = roles(row);
                    return roles.isEmpty()
                            ? Optional.<SignedInUser>empty()
                            : Optional.of(new SignedInUser(
                                    account,
                                    due ? Set.of() : roles,
                                    person(row),
                                    practice(row),
                                    row.getString("name"),
                                    due));
                })
                .optional()
                .flatMap(user -> user);
    }

    private Optional<SignedInUser> letter(UUID letter, Instant begun) {
        return jdbc.sql("""
                        select c.person, p.given_names || ' ' || p.family_name as name
                        from identity.letter_code c join person.published_person p on p.id = c.person
                        where c.id = ? and c.replaced_at is null and p.died_on is null
                        """)
                .param(letter)
                .query((row, i) -> {
                    return isOver(begun, LONGEST_FOR_PEOPLE)
                            ? Optional.<SignedInUser>empty()
                            : Optional.of(new SignedInUser(
                                    letter, Set.of(Role.LETTER), person(row), null, row.getString("name"), false));
                })
                .optional()
                .flatMap(user -> user);
    }

    /** Whoever has just signed in on this thread. */
    public static SignedInUser present() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            return user;
        }
        throw new IllegalStateException("Nobody is signed in");
    }

    /** Since when sessions of that login count; the beginning of time for letters. Another node's clock may be ahead. */
    Instant validFrom(Login login) {
        return jdbc.sql("select sessions_valid_from from identity.account where id = ?")
                .param(login.id())
                .query((row, i) -> row.getTimestamp("sessions_valid_from").toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    private boolean isOver(Instant begun, Duration longest) {
        return !clock.instant().isBefore(begun.plus(longest));
    }

    private static Set<Role> roles(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }

    private static @Nullable PersonId person(ResultSet row) throws SQLException {
        var person = row.getObject("person", UUID.class);
        return person == null ? null : new PersonId(person);
    }

    private static @Nullable OdsCode practice(ResultSet row) throws SQLException {
        var practice = row.getString("practice");
        return practice == null ? null : new OdsCode(practice);
    }
}
