package datachoice.portal;

import datachoice.core.PortalSettings;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses a database that could lose what it said it has stored, or lets the portal do more than it needs to. In the demo
 * the database is our own. After the migrations, before anything is written and before the first page is served.
 */
@Component
class DatabaseChecks implements SmartInitializingSingleton {
    /** 18.6. What docs/security.md names, the demo brings and the compose file runs; DependencyTests compares them. */
    static final int OLDEST = 180006;

    private static final int PER_RELEASE = 10_000;

    private final PortalSettings settings;
    private final JdbcClient jdbc;
    private final OperatorLookup operators;
    private final String operator;
    private final boolean tls;

    DatabaseChecks(
            PortalSettings settings,
            JdbcClient jdbc,
            OperatorLookup operators,
            @Value("${datachoice.operator.name:}") String operator,
            @Value("${datachoice.database-tls:true}") boolean tls) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.operators = operators;
        this.operator = operator;
        this.tls = tls;
    }

    /** @throws StartRefused for the first thing that is wrong */
    @Override
    public void afterSingletonsInstantiated() {
        if (!settings.demo()) {
            check(jdbc);
            var named = operators.operator();
            checkNobodyIsInvented(named.map(OperatorView::email).orElse(""));
            if (operator.isBlank() && named.isEmpty()) {
                throw new StartRefused(ProductionSettings.operatorMissing("NAME"));
            }
            if (tls) {
                checkEncryption(jdbc);
            }
        }
    }

    static void check(JdbcClient jdbc) {
        checkVersion(jdbc.sql("select current_setting('server_version_num')::int")
                .query(Integer.class)
                .single());
        checkDurability(jdbc);
        checkRole(jdbc);
        checkOwner(jdbc);
        checkLedgers(jdbc);
    }

    /** @param number as PostgreSQL counts: 180006 is 18.6 */
    static void checkVersion(int number) {
        if (number < OLDEST) {
            throw new StartRefused(
                    "The database is PostgreSQL %d.%d. Production needs %d.%d or newer, because older ones have faults that everybody can read of: update it."
                            .formatted(
                                    number / PER_RELEASE,
                                    number % PER_RELEASE,
                                    OLDEST / PER_RELEASE,
                                    OLDEST % PER_RELEASE));
        }
    }

    private static void checkDurability(JdbcClient jdbc) {
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
            var value = jdbc.sql("select current_setting(?)")
                    .param(setting)
                    .query(String.class)
                    .single();
            checkDurability(setting, value);
        }
    }

    /** Everything but {@code off} keeps what was acknowledged; with replicas there are several words for it. */
    static void checkDurability(String setting, String value) {
        if (value.equals("off")) {
            throw new StartRefused(
                    ("The database runs with %s = off. Choices that people were told are saved could be lost"
                                    + " or damaged without anybody noticing: switch it on.")
                            .formatted(setting));
        }
    }

    private static void checkRole(JdbcClient jdbc) {
        var powers = new ArrayList<String>();
        jdbc.sql("""
                        select current_user as name, r.rolsuper as superuser, r.rolbypassrls, r.rolcreaterole,
                            has_database_privilege(current_database(), 'CREATE')
                                or exists (select from pg_namespace n
                                    where n.nspname !~ '^pg_' and has_schema_privilege(n.oid, 'CREATE'))
                                or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                                        and pg_has_role(c.relowner, 'MEMBER')) as makes_tables
                        from pg_roles r where r.rolname = current_user
                        """).query(row -> {
            if (row.getBoolean("superuser")) {
                powers.add("is a superuser");
            } else if (row.getBoolean("rolbypassrls") || row.getBoolean("rolcreaterole")) {
                powers.add("may make roles or look past row-level security");
            } else if (row.getBoolean("makes_tables")) {
                powers.add("owns tables or may make them");
            }
        });
        if (!powers.isEmpty()) {
            throw new StartRefused("The user of SPRING_DATASOURCE_USERNAME " + powers.get(0)
                    + ". The running portal must only read and write rows: sign in as the role \"app\" of roles.sql.");
        }
    }

    private static void checkOwner(JdbcClient jdbc) {
        jdbc.sql("""
                        select r.rolname from pg_class c join pg_roles r on r.oid = c.relowner
                        where c.oid = 'choice.choice_event'::regclass and r.rolsuper
                        """).query(String.class).optional().ifPresent(owner -> {
            throw new StartRefused(("The tables belong to the superuser \"%s\". SPRING_FLYWAY_USER must be the role"
                            + " \"owner\" of roles.sql, in a database that it has made the tables of.")
                    .formatted(owner));
        });
    }

    /** Every start of a demo names its operator; with it come accounts whose password stands in the README. */
    static void checkNobodyIsInvented(String operatorsEmail) {
        if (operatorsEmail.endsWith("@demo.example")) {
            throw new StartRefused(
                    "This database is a demo's: its people are invented, and their passwords are known to"
                            + " everybody. Make a new, empty one.");
        }
    }

    /**
     * What passes between portal and database must not be read on the way, unless there is no way. The address was
     * looked at before; this asks the server what came of it.
     */
    private static void checkEncryption(JdbcClient jdbc) {
        jdbc.sql("""
                        select ssl, coalesce(host(inet_server_addr()), '') as at from pg_stat_ssl where pid = pg_backend_pid()
                        """).query(row -> {
            checkEncryption(row.getBoolean("ssl"), row.getString("at"));
        });
    }

    /** @param at the address at which the server was reached; empty for a socket of this machine */
    static void checkEncryption(boolean encrypted, String at) {
        boolean onThisMachine = at.isEmpty() || at.startsWith("127.") || at.equals("::1");
        if (!encrypted && !onThisMachine) {
            throw new StartRefused(
                    "The connection to the database is not encrypted. Add sslmode=verify-full to"
                            + " SPRING_DATASOURCE_URL, or set DATACHOICE_DATABASE_TLS=false for a network that nobody else is in.");
        }
    }

    /** Each table whose rows are refused any change says so by a trigger; the role must not be able to try. */
    private static void checkLedgers(JdbcClient jdbc) {
        var open = jdbc.sql("""
                        select c.oid::regclass::text from pg_class c
                        where exists (select from pg_trigger t where t.tgrelid = c.oid
                                and t.tgfoid = 'public.refuse_change()'::regprocedure)
                            and (has_any_column_privilege(c.oid, 'UPDATE') or has_table_privilege(c.oid, 'DELETE')
                                or has_table_privilege(c.oid, 'TRUNCATE'))
                        """).query(String.class).list();
        if (!open.isEmpty()) {
            throw new StartRefused("The user of SPRING_DATASOURCE_USERNAME may change or remove rows of "
                    + String.join(", ", open) + ", which are kept for good: revoke UPDATE, DELETE and TRUNCATE there.");
        }
    }
}
