package datachoice.portal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code roles.sql} promises (D2, D14, D15), asked of the database. */
class DatabaseRolesTests {
    private static JdbcClient app;
    private static JdbcClient owner;
    private static JdbcClient superuser;

    @BeforeAll
    static void oneDatabase() {
        JdbcConnectionDetails database = PostgresForTests.fresh();
        app = JdbcClient.create(PostgresForTests.app(database));
        owner = JdbcClient.create(PostgresForTests.owner(database));
        superuser = JdbcClient.create(PostgresForTests.superuser(database));
    }

    @Test
    void theApplicationMakesNothing() {
        for (var ddl : new String[] {
            "create schema mine",
            "create table public.mine (n int)",
            "create temporary table mine (n int)",
            "create function public.mine() returns int language sql return 1",
            "create role mine",
            "create database mine",
            "create extension pgcrypto"
        }) {
            assertThatThrownBy(() -> app.sql(ddl).update())
                    .as(ddl)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theMigrationsMakeWhatTheyNeed() {
        owner.sql("create schema ours").update();
        owner.sql("create table ours.thing (n int)").update();
        owner.sql("create table public.history (n int)").update();
        assertThat(superuser
                        .sql("select pg_get_userbyid(datdba) from pg_database where datname = current_database()")
                        .query(String.class)
                        .single())
                .isEqualTo("owner");
    }

    @Test
    void theApplicationSeesOnlyWhatItWasGranted() {
        owner.sql("create schema granted").update();
        owner.sql("create table granted.thing (n int)").update();
        owner.sql("create function granted.answer() returns int language sql return 42")
                .update();
        assertThatThrownBy(() -> app.sql("select n from granted.thing").query().listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied for schema");
        owner.sql("grant usage on schema granted to app").update();
        assertThatThrownBy(() -> app.sql("select n from granted.thing").query().listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied for table");
        assertThatThrownBy(() -> app.sql("select granted.answer()").query().singleValue())
                .rootCause()
                .hasMessageContaining("permission denied for function");
    }

    @Test
    void neitherRoleIsMoreThanARole() {
        assertThat(superuser.sql("""
                        select rolname from pg_roles
                        where rolname in ('owner', 'app') and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
                        """).query(String.class).list()).isEmpty();
        assertThat(superuser
                        .sql(
                                "select rolname from pg_authid where rolname in ('owner', 'app') and rolpassword like 'SCRAM-SHA-256$%'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("owner", "app");
    }

    @Test
    void everybodyElseHasNothing() {
        assertThat(superuser.sql("""
                        select 'database: ' || privilege_type from pg_database, aclexplode(datacl)
                        where datname = current_database() and grantee = 0
                        union all
                        select nspname || ': ' || privilege_type from pg_namespace, aclexplode(nspacl)
                        where nspname = 'public' and grantee = 0
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void theApplicationWaitsForNothingLong() {
        assertThat(setting(app, "statement_timeout")).isEqualTo("5s");
        assertThat(setting(app, "lock_timeout")).isEqualTo("2s");
        assertThat(setting(app, "idle_in_transaction_session_timeout")).isEqualTo("10s");
        assertThat(setting(app, "transaction_timeout")).isEqualTo("15s");
        assertThat(setting(owner, "lock_timeout")).isEqualTo("3s");
        assertThat(setting(owner, "statement_timeout")).isEqualTo("0");
    }

    @Test
    void namesAreLookedUpInOnePlace() {
        assertThat(setting(app, "search_path")).isEqualTo("public, pg_temp");
        assertThat(setting(owner, "search_path")).isEqualTo("public, pg_temp");
    }

    @Test
    void theServerDoesNotWriteDownWhatPeopleTyped() {
        for (var role : new JdbcClient[] {app, owner}) {
            assertThat(setting(role, "log_parameter_max_length")).isEqualTo("0");
            assertThat(setting(role, "log_parameter_max_length_on_error")).isEqualTo("0");
            assertThat(setting(role, "log_error_verbosity")).isEqualTo("terse");
        }
        assertThatThrownBy(() -> app.sql("set log_error_verbosity = verbose").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aRefusedRowIsNotQuoted() {
        owner.sql("create table public.number (n text primary key)").update();
        owner.sql("insert into public.number values ('9990000018')").update();
        assertThatThrownBy(() -> owner.sql("insert into public.number values (?)")
                        .param("9990000018")
                        .update())
                .rootCause()
                .hasMessageContaining("number_pkey")
                .hasMessageNotContaining("9990000018");
    }

    private static String setting(JdbcClient role, String name) {
        return role.sql("show " + name).query(String.class).single();
    }
}
