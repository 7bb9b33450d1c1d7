package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Decision 5 and D1: a database that is unsafe is refused at start, with one line. */
@SpringBootTest(
        properties = {
            "datachoice.mode=demo",
            "datachoice.demo-people=false",
            "datachoice.home=${test.folder:target}/portal-tests"
        })
@Import(PostgresForTests.class)
class DatabaseChecksTests {
    @Autowired
    PostgresForTests.Database database;

    @Autowired
    JdbcClient jdbc;

    @Test
    void acceptsTheDatabaseAsItsScriptMakesIt() {
        assertThatCode(() -> DatabaseChecks.check(jdbc)).doesNotThrowAnyException();
    }

    @Test
    void looksAtTablesThatAreKeptForGood() {
        assertThat(jdbc.sql("""
                        select distinct tgrelid::regclass::text from pg_trigger
                        where tgfoid = 'public.refuse_change()'::regprocedure
                        """).query(String.class).list())
                .contains("choice.choice_event", "choice.delivery_step", "audit.entry", "audit.entry_subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"})
    void refusesADatabaseThatMayForget(String setting) {
        assertThatCode(() -> DatabaseChecks.checkDurability(setting, "on")).doesNotThrowAnyException();
        assertThatThrownBy(() -> DatabaseChecks.checkDurability(setting, "off"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(setting + " = off")
                .hasMessageNotContaining("\n");
    }

    /** The baseline of docs/security.md: faults of older ones are published. */
    @ParameterizedTest
    @CsvSource({"180005, 18.5", "180000, 18.0", "170010, 17.10", "90624, 9.624"})
    void refusesADatabaseWithKnownFaults(int number, String named) {
        assertThatThrownBy(() -> DatabaseChecks.checkVersion(number))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PostgreSQL " + named + ".")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {DatabaseChecks.OLDEST, 180007, 180010, 190000})
    void takesTheBaselineAndWhatIsNewer(int number) {
        assertThatCode(() -> DatabaseChecks.checkVersion(number)).doesNotThrowAnyException();
    }

    /** V12: what the server says of the connection, whatever the address asked for. */
    @ParameterizedTest
    @CsvSource({
        "false, 10.0.0.7, true",
        "false, 2001:db8::7, true",
        "false, 12.7.0.1, true",
        "true, 10.0.0.7, false",
        "false, 127.0.0.1, false",
        "false, 127.8.9.1, false",
        "false, ::1, false",
        "false, '', false"
    })
    void refusesAConnectionThatOthersCouldRead(boolean encrypted, String at, boolean refused) {
        if (refused) {
            assertThatThrownBy(() -> DatabaseChecks.checkEncryption(encrypted, at))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is not encrypted")
                    .hasMessageNotContaining("\n");
        } else {
            assertThatCode(() -> DatabaseChecks.checkEncryption(encrypted, at)).doesNotThrowAnyException();
        }
    }

    /** What is done here to the database is taken back at the end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set local synchronous_commit = off                            | synchronous_commit = off",
                "reset role                                                    | is a superuser",
                "alter role app bypassrls                                      | look past row-level security",
                "alter role app createrole                                     | may make roles",
                "set local role owner                                          | owns tables",
                "grant owner to app                                            | owns tables",
                "grant create on schema choice to app                          | may make them",
                "grant create on schema public to public                       | may make them",
                "grant update on choice.choice_event to app                    | choice.choice_event",
                "grant update (decision) on choice.choice_event to app         | choice.choice_event",
                "grant delete on audit.entry to app                            | audit.entry",
                "grant truncate on choice.delivery_step to app                 | choice.delivery_step"
            })
    void refusesOneStepFurther(String step, String reason) throws Exception {
        try (var connection = PostgresForTests.superuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var asThePortal = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            run(connection, "set local role app");
            assertThatCode(() -> DatabaseChecks.check(asThePortal)).doesNotThrowAnyException();
            var asRole = step.startsWith("set") || step.startsWith("reset");
            if (!asRole) {
                run(connection, "reset role");
            }
            run(connection, step);
            if (!asRole) {
                run(connection, "set local role app");
            }
            assertThatThrownBy(() -> DatabaseChecks.check(asThePortal))
                    .isInstanceOfSatisfying(StartRefused.class, refused -> assertThat(refused.getMessage())
                            .contains(reason)
                            .doesNotContain("\n"));
            connection.rollback();
        }
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
