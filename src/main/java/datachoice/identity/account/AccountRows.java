package datachoice.identity.account;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of accounts. */
@Component
public class AccountRows {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    AccountRows(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** What signing in needs to know. */
    public record Row(UUID id, String email, String hash, boolean worker, boolean switchedOff) {
        @Override
        public String toString() {
            return "Account[" + id + "]"; // neither address nor hash in a log
        }
    }

    public Optional<Row> findByEmail(String email) {
        return find("email = ?", fold(email));
    }

    public Optional<Row> findByPerson(PersonId person) {
        return find("person = ?", person.value());
    }

    public Optional<Row> find(UUID id) {
        return find("id = ?", id);
    }

    private Optional<Row> find(String condition, Object value) {
        return jdbc.sql("select id, email, password_hash, person, switched_off_at from identity.account where "
                        + condition)
                .param(value)
                .query((row, i) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("password_hash"),
                        row.getObject("person") == null,
                        row.getTimestamp("switched_off_at") != null))
                .optional();
    }

    /**
     * Stores the account of a person and announces it, in the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the address or the person has one
     */
    public UUID openForPerson(String email, String hash, String displayName, PersonId person, Instant now) {
        return open(email, hash, displayName, person, null, Set.of(Role.PATIENT), now);
    }

    /**
     * Stores the account of a worker and announces it, in the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the address has one
     */
    public UUID openForWorker(
            String email, String hash, String displayName, @Nullable OdsCode practice, Set<Role> roles, Instant now) {
        return open(email, hash, displayName, null, practice, roles, now);
    }

    private UUID open(
            String email,
            String hash,
            String displayName,
            @Nullable PersonId person,
            @Nullable OdsCode practice,
            Set<Role> roles,
            Instant now) {
        var id = Ids.next();
        var since = Timestamp.from(now.truncatedTo(ChronoUnit.MILLIS));
        jdbc.sql("""
                        insert into identity.account
                            (id, email, display_name, password_hash, person, practice, opened_at, sessions_valid_from)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        fold(email),
                        displayName,
                        hash,
                        person == null ? null : person.value(),
                        practice == null ? null : practice.value(),
                        since,
                        since)
                .update();
        for (var role : roles) {
            jdbc.sql("insert into identity.account_role (account, role) values (?, ?)")
                    .params(id, role.name())
                    .update();
        }
        events.publishEvent(new AccountOpened(id, person, roles, practice));
        return id;
    }

    public void updateHash(UUID id, String hash) {
        jdbc.sql("update identity.account set password_hash = ? where id = ?")
                .params(hash, id)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if somebody else has that address */
    public void updateEmail(UUID id, String email) {
        jdbc.sql("update identity.account set email = ? where id = ?")
                .params(fold(email), id)
                .update();
    }

    public void endSessions(UUID id, Instant now) {
        endOtherSessions(id, "", now);
    }

    /**
     * Ends all but one; the one that stays has to begin anew, after this.
     *
     * @param kept the one that stays, by the secret in its cookie
     */
    public void endOtherSessions(UUID id, String kept, Instant now) {
        jdbc.sql("update identity.account set sessions_valid_from = ? where id = ?")
                .params(Timestamp.from(now.truncatedTo(ChronoUnit.MILLIS)), id)
                .update();
        jdbc.sql("delete from identity.session where principal_name = ? and session_id <> ?")
                .params(id.toString(), kept)
                .update();
    }

    /** @param by the worker who does it; null for the portal itself */
    public void switchOff(UUID id, @Nullable UUID by, Instant now) {
        jdbc.sql(
                        "update identity.account set switched_off_at = ?, switched_off_by = ? where id = ? and switched_off_at is null")
                .params(Timestamp.from(now), by, id)
                .update();
    }

    public void switchOn(UUID id) {
        jdbc.sql("update identity.account set switched_off_at = null, switched_off_by = null where id = ?")
                .param(id)
                .update();
    }

    public void addRole(UUID id, Role role) {
        jdbc.sql("insert into identity.account_role (account, role) values (?, ?) on conflict do nothing")
                .params(id, role.name())
                .update();
    }

    public void removeRole(UUID id, Role role) {
        jdbc.sql("delete from identity.account_role where account = ? and role = ?")
                .params(id, role.name())
                .update();
    }

    /** Addresses are compared in small letters. */
    public static String fold(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
