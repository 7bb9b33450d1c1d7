package datachoice.identity.workers;

import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the accounts of workers, and who of them are administrators. */
@Component
class WorkerRows {
    /** How long an administrator who left still counts as the second of two: a thief cannot simply send the other away. */
    static final Period COUNTS_STILL = Period.ofDays(7);

    private static final String SELECT = """
            select a.id, a.display_name, a.email, a.practice, a.switched_off_at, a.switched_off_by,
                array(select r.role from identity.account_role r where r.account = a.id) as roles
            from identity.account a where a.person is null
            """;

    private final JdbcClient jdbc;
    private final PracticeLookup practices;

    WorkerRows(JdbcClient jdbc, PracticeLookup practices) {
        this.jdbc = jdbc;
        this.practices = practices;
    }

    /** An administrator who can act. */
    record Admin(UUID id, String email, String name) {}

    int count() {
        return jdbc.sql("select count(*) from identity.account where person is null")
                .query(Integer.class)
                .single();
    }

    /** In the order of their names. */
    List<WorkerView> list(int after, int atMost) {
        return named(jdbc.sql(SELECT + " order by lower(a.display_name), a.id offset ? limit ?")
                .params(after, atMost)
                .query(WorkerRows::row)
                .list());
    }

    /** By part of a name or an address in any case, or by the code of a practice. */
    List<WorkerView> search(String text, int atMost) {
        return named(jdbc.sql(SELECT + """
                         and (position(lower(?) in lower(a.display_name)) > 0 or position(lower(?) in a.email) > 0
                            or a.practice = upper(?))
                        order by lower(a.display_name), a.id limit ?
                        """)
                .params(text, text, text, atMost)
                .query(WorkerRows::row)
                .list());
    }

    List<WorkerView> at(OdsCode practice) {
        return named(jdbc.sql(SELECT + " and a.practice = ? order by lower(a.display_name), a.id")
                .param(practice.value())
                .query(WorkerRows::row)
                .list());
    }

    /** Empty for an id that no worker has, also if a person has it. */
    Optional<WorkerView> find(UUID id) {
        return named(jdbc.sql(SELECT + " and a.id = ?")
                        .param(id)
                        .query(WorkerRows::row)
                        .list())
                .stream()
                .findFirst();
    }

    List<Admin> admins() {
        return jdbc.sql("""
                        select a.id, a.email, a.display_name from identity.account a
                        join identity.account_role r on r.account = a.id and r.role = 'PLATFORM_ADMIN'
                        where a.switched_off_at is null order by a.id
                        """)
                .query((row, i) -> new Admin(
                        row.getObject("id", UUID.class), row.getString("email"), row.getString("display_name")))
                .list();
    }

    /**
     * Lets nobody else change who is an administrator until this transaction ends, and then asks again whether this one
     * still is: of two who send each other away at once, one stays.
     *
     * @throws NotFound if not
     */
    void onlyAs(UUID admin) {
        jdbc.sql("""
                        select a.id from identity.account a
                        where exists (select from identity.account_role r where r.account = a.id and r.role = 'PLATFORM_ADMIN')
                        order by a.id for no key update of a
                        """).query(UUID.class).list();
        if (admins().stream().noneMatch(one -> one.id().equals(admin))) {
            throw new NotFound();
        }
    }

    /** True if a second administrator has to agree with what this one asks for: there is one, or was one until lately. */
    boolean needTwo(UUID admin, Instant now) {
        return jdbc.sql("""
                        select exists (
                            select from identity.account a join identity.account_role r on r.account = a.id
                            where r.role = 'PLATFORM_ADMIN' and a.switched_off_at is null and a.id <> ?)
                        or exists (select from identity.account where was_admin_until > ? and id <> ?)
                        """)
                .params(admin, Timestamp.from(now.minus(COUNTS_STILL)), admin)
                .query(Boolean.class)
                .single();
    }

    /** When nobody has to agree any more, although nobody came: empty if somebody else is there, or nobody left lately. */
    Optional<Instant> nobodyUntil(UUID admin, Instant now) {
        return jdbc.sql("""
                        select max(was_admin_until) from identity.account where was_admin_until > ? and id <> ?
                        and not exists (
                            select from identity.account a join identity.account_role r on r.account = a.id
                            where r.role = 'PLATFORM_ADMIN' and a.switched_off_at is null and a.id <> ?)
                        """)
                .params(Timestamp.from(now.minus(COUNTS_STILL)), admin, admin)
                .query((row, i) -> Optional.ofNullable(row.getTimestamp(1)))
                .single()
                .map(left -> left.toInstant().plus(COUNTS_STILL));
    }

    /** From now on they count for a while still. */
    void adminNoMore(UUID account, Instant now) {
        jdbc.sql("update identity.account set was_admin_until = ? where id = ?")
                .params(Timestamp.from(now), account)
                .update();
    }

    private List<WorkerView> named(List<WorkerView> rows) {
        var names = practices.find(
                rows.stream().map(WorkerView::practice).filter(Objects::nonNull).toList());
        return rows.stream()
                .map(row -> row.practice() == null
                        ? row
                        : new WorkerView(
                                row.id(),
                                row.name(),
                                row.email(),
                                row.practice(),
                                Optional.ofNullable(names.get(row.practice()))
                                        .map(PracticeView::name)
                                        .orElse(row.practice().value()),
                                row.roles(),
                                row.switchedOffOn(),
                                row.switchedOffBy()))
                .toList();
    }

    private static WorkerView row(ResultSet row, int i) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        var off = row.getTimestamp("switched_off_at");
        return new WorkerView(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                row.getString("email"),
                practice(row.getString("practice")),
                null,
                roles,
                off == null ? null : UkTime.date(off.toInstant()),
                row.getObject("switched_off_by", UUID.class));
    }

    private static @Nullable OdsCode practice(@Nullable String code) {
        return code == null ? null : new OdsCode(code);
    }
}
