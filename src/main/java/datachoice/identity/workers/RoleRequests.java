package datachoice.identity.workers;

import datachoice.core.Ids;
import datachoice.core.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Roles that one administrator asks for, until another one answers. */
@Component
class RoleRequests {
    private static final String SELECT = """
            select q.id, q.account, a.display_name as name, a.email, q.role, q.asked_by, b.display_name as asked_name, q.asked_at
            from identity.role_request q join identity.account a on a.id = q.account
            join identity.account b on b.id = q.asked_by where q.answered_at is null
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RoleRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A request without an answer. */
    record Open(
            UUID id,
            UUID account,
            String name,
            String email,
            Role role,
            UUID askedBy,
            String askedByName,
            Instant askedAt) {}

    List<Open> open(int atMost) {
        return jdbc.sql(SELECT + " order by q.asked_at, q.id limit ?")
                .param(atMost)
                .query(RoleRequests::row)
                .list();
    }

    List<Open> openFor(UUID account) {
        return jdbc.sql(SELECT + " and q.account = ? order by q.asked_at, q.id")
                .param(account)
                .query(RoleRequests::row)
                .list();
    }

    Optional<Open> find(UUID id) {
        return jdbc.sql(SELECT + " and q.id = ? for no key update of q")
                .param(id)
                .query(RoleRequests::row)
                .optional();
    }

    /** True for one that has its answer. */
    boolean isClosed(UUID id) {
        return jdbc.sql("select exists (select from identity.role_request where id = ? and answered_at is not null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Nothing new if the same is asked for already. */
    void ask(UUID account, Role role, UUID by) {
        jdbc.sql("""
                        insert into identity.role_request (id, account, role, asked_by, asked_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(Ids.next(), account, role.name(), by, Timestamp.from(clock.instant()))
                .update();
    }

    void answer(UUID id, boolean granted, UUID by) {
        jdbc.sql("""
                        update identity.role_request set answered_by = ?, answered_at = ?, granted = ?
                        where id = ? and answered_at is null
                        """).params(by, Timestamp.from(clock.instant()), granted, id).update();
    }

    /** What this account asked for, or others for it, is settled by what happened since. */
    void refuseAllOf(UUID account, UUID by) {
        jdbc.sql("""
                        update identity.role_request set answered_by = ?, answered_at = ?, granted = false
                        where (account = ? or asked_by = ?) and answered_at is null
                        """)
                .params(by, Timestamp.from(clock.instant()), account, account)
                .update();
    }

    private static Open row(ResultSet row, int i) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_name"),
                row.getTimestamp("asked_at").toInstant());
    }
}
