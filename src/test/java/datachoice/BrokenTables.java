package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.identity.WebVisitor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Decision 31: has one write fail at each table that it touches, one after the other. A trigger on every table raises an
 * error at the first row of a table that has not had its turn yet; so the write is asked for once for each of its tables,
 * and once more without an error. After each failure every table is looked at: no row is new or gone.
 *
 * <p>Where a write touches a table in several transactions, each of them has its turn: the table's second turn is the
 * first row of the second transaction. What was committed before it may stay only where {@link #IN_STEPS} says so.
 */
public final class BrokenTables implements AutoCloseable {
    /** What may have changed although the write failed, and why. */
    private static final Map<String, String> KEPT = Map.of(
            "identity.session", "each request moves its clock on, and keeps what the next page is to say",
            "identity.session_attributes", "the same",
            "identity.limit_window", "a try counts whatever became of it, else failing would be a way round the limit",
            "identity.known_network", "the password was right, whatever became of the visit",
            "publication.reach", "numbers are counted in memory and written by a thread of their own, now and then");

    /**
     * What is done in steps on purpose: the tables that an earlier step may have written when a later one fails, each step
     * wholly, and why that is right.
     */
    private static final Map<String, Steps> IN_STEPS = Map.of(
            "job register-check",
            new Steps(
                    Set.of("person.register_upload", "person.register_row", "person.register_problem"),
                    "the lead sees how far it is; nobody in the register is touched, and the next try begins anew"),
            "job send-messages",
            new Steps(
                    Set.of("letter.message"),
                    "taken up first, noted when it has left: between the two no transaction is open, and it is sent again"),
            "job letters-make",
            new Steps(
                    Set.of(
                            "letter.message",
                            "letter.round",
                            "identity.letter_code",
                            "audit.entry",
                            "audit.entry_subject"),
                    "a hundred letters at a time, each hundred wholly; then the round is ended"));

    private record Steps(Set<String> tables, String why) {}

    /** Not broken either: they are written when the write has been stored, or by nobody who waits for it. */
    private static final Set<String> NOT_BROKEN =
            Set.of("identity.session", "identity.session_attributes", "publication.reach");

    /** Nothing that a page of ours would say. */
    private static final Pattern INSIDE =
            Pattern.compile("Exception|on purpose|\\bat (datachoice|org|java)\\.|SQL|insert into|P0001|\\?\\?");

    /** That somebody's record was opened stays written down, whatever becomes of what they did next. */
    private static final Map<String, String> BUT_LOOKS = Map.of(
            "audit.entry",
            "where action <> 'PERSON_SHOWN_AGAIN'",
            "audit.entry_subject",
            "where entry not in (select id from audit.entry where action = 'PERSON_SHOWN_AGAIN')");

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate superuser;
    private final List<String> tables;
    private final String question;
    private String broken = "";

    public BrokenTables(JdbcConnectionDetails database) {
        try {
            connection = new SingleConnectionDataSource(
                    PostgresForTests.superuser(database).getConnection(), true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        superuser = new JdbcTemplate(connection);
        tables = superuser.queryForList("""
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'flyway%'
                        order by 1
                        """, String.class);
        superuser.execute("""
                drop schema if exists broken cascade;
                create schema broken;
                grant usage on schema broken to app;
                create sequence broken.at minvalue 0 start 0;
                create table broken.plan (armed boolean not null, had_its_turn regclass[] not null);
                insert into broken.plan values (false, '{}');
                create table broken.written (tab oid, by_transaction xid8, primary key (tab, by_transaction));
                create function broken.fail() returns trigger language plpgsql security definer set search_path = '' as $$
                declare
                    me xid8 := pg_catalog.pg_current_xact_id();
                    turns int;
                begin
                    select pg_catalog.cardinality(pg_catalog.array_positions(had_its_turn, tg_relid::regclass))
                        into turns from broken.plan where armed;
                    if found then
                        if (select count(*) from broken.written where tab = tg_relid and by_transaction <> me) >= turns then
                            perform pg_catalog.setval('broken.at', tg_relid::bigint); -- stays, whatever is rolled back
                            raise exception 'broken on purpose';
                        end if;
                        insert into broken.written values (tg_relid, me) on conflict do nothing;
                    end if;
                    return case tg_op when 'DELETE' then old else new end;
                end $$
                """);
        for (var table : tables) {
            if (!NOT_BROKEN.contains(table)) {
                superuser.execute("create trigger aa_broken before insert or update or delete on " + table
                        + " for each row execute function broken.fail()");
            }
        }
        question = tables.stream()
                .filter(table -> !KEPT.containsKey(table))
                .map(table -> "select '%s', count(*), count(*) filter (where age(xmin) <= age(first)) from %s, t %s"
                        .formatted(table, table, BUT_LOOKS.getOrDefault(table, "")))
                .collect(Collectors.joining(
                        " union all ", "with t as materialized (select ?::text::xid as first) ", ""));
    }

    /** @return what the page says of it */
    public interface Try {
        WebVisitor send();
    }

    /** A write that has to be done by hand: a job. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Sends the request until nothing fails any more.
     *
     * @param before brings up the page that it is sent from; nothing fails meanwhile
     * @param well whether the last answer is that of a request that went well
     * @return the tables that it touches, in their order; "table (2)" for the second transaction that writes to it
     */
    public List<String> each(String what, Work before, Try request, Predicate<WebVisitor> well) {
        return each(what, before, () -> {
            var answer = request.send();
            disarm();
            if (broken.isEmpty()) {
                assertThat(well.test(answer))
                        .as("%s goes well at last: %d %s\n%s", what, answer.status(), answer.headers(), answer.body())
                        .isTrue();
                return;
            }
            assertThat(answer.status())
                    .as("%s, broken at %s\n%s", what, broken, answer.body())
                    .isEqualTo(500);
            assertThat(answer.header("Cache-Control").orElse("")).as(what).contains("no-store");
            assertThat(answer.page().select("main h1").text())
                    .as(what)
                    .isEqualTo("Sorry, there is a problem with the service");
            assertThat(answer.page().text())
                    .as(what)
                    .contains("tell us this problem reference")
                    .doesNotContainPattern(INSIDE);
            throw new IllegalStateException("as it should be");
        });
    }

    /** The same for work that throws what goes wrong. */
    public List<String> each(String what, Work before, Work work) {
        var turns = new ArrayList<String>();
        var broke = new ArrayList<String>();
        var rows = Map.<String, List<Long>>of();
        while (true) {
            run(before);
            if (turns.isEmpty() || before != NOTHING || IN_STEPS.containsKey(what)) {
                rows = rows("0");
            }
            var first = superuser.queryForObject("select pg_current_xact_id()::text", String.class);
            arm(turns);
            RuntimeException failed = null;
            try {
                work.run();
            } catch (RuntimeException e) {
                failed = e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                disarm();
            }
            if (broken.isEmpty()) {
                if (failed != null) {
                    throw failed;
                }
                return broke;
            }
            int turn = 1 + Collections.frequency(turns, broken);
            var table = turn == 1 ? broken : broken + " (" + turn + ")";
            assertThat(failed)
                    .as("%s: somebody is told that %s failed", what, table)
                    .isNotNull();
            assertThat(turn).as("%s goes on for ever: %s", what, turns).isLessThan(20);
            var mayStay = wasStored() && IN_STEPS.containsKey(what)
                    ? IN_STEPS.get(what).tables()
                    : Set.<String>of();
            assertThat(changes(rows, rows(first)))
                    .as("%s: stored although %s failed", what, table)
                    .allMatch(change -> mayStay.contains(change.split(" ")[0]));
            turns.add(broken);
            broke.add(table);
        }
    }

    /** Nothing has to be done before. */
    public static final Work NOTHING = () -> {};

    private static void run(Work work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void arm(List<String> turns) {
        broken = "";
        superuser.execute("truncate broken.written");
        superuser.update(
                "update broken.plan set armed = true, had_its_turn = ?::regclass[] where setval('broken.at', 0) = 0",
                "{" + String.join(",", turns) + "}");
    }

    /** From now on nothing fails, and it is known what did. */
    private void disarm() {
        broken = superuser.queryForObject(
                "update broken.plan set armed = false returning (select case last_value when 0 then '' else last_value::oid::regclass::text end from broken.at)",
                String.class);
    }

    /** Whether an earlier transaction of the same work was committed. */
    private boolean wasStored() {
        return Boolean.TRUE.equals(
                superuser.queryForObject("select exists (select from broken.written)", Boolean.class));
    }

    /** Of each table how many rows it has, and how many are younger than this transaction. */
    private Map<String, List<Long>> rows(String transaction) {
        var rows = new TreeMap<String, List<Long>>();
        superuser.query(
                question,
                row -> {
                    rows.put(row.getString(1), List.of(row.getLong(2), row.getLong(3)));
                },
                transaction);
        return rows;
    }

    private static List<String> changes(Map<String, List<Long>> before, Map<String, List<Long>> after) {
        return after.keySet().stream()
                .filter(table -> after.get(table).get(1) > 0
                        || !after.get(table).get(0).equals(before.get(table).get(0)))
                .map(table -> table + " " + before.get(table).get(0) + " to " + after.get(table))
                .toList();
    }

    @Override
    public void close() {
        superuser.execute("drop schema if exists broken cascade");
        connection.destroy();
    }
}
