package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.PostgresForTests;
import datachoice.crash.SavingPatient.Told;
import datachoice.identity.WebVisitor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people see while the database is away, what they are told of a choice that was on its way, and how it comes back. */
@Timeout(120)
class DatabaseAwayTests extends OnACrashableServer {
    @Test
    void pagesSaySoAndAreBackByThemselves() {
        var patient = people.somebody(port).signIn();
        var browser = patient.browser();
        var check = Objects.requireNonNull(patient.answers("DO_NOT_ALLOW"));
        var checkPage = browser.page();
        var style = checkPage.select("link[rel=stylesheet]").attr("href");
        var stranger = new WebVisitor(port);
        server.kill9();
        try {
            for (var path : List.of("/", "/about", "/letter-code")) {
                isAway(stranger.get(path));
            }
            for (var path : List.of("/choices", check)) {
                isAway(browser.get(path));
            }
            assertThat(stranger.get(style).status()).isEqualTo(200);
            assertThat(stranger.get("/actuator/health", "Accept", "*/*").status())
                    .isEqualTo(503);
            assertThat(stranger.body()).contains("DOWN").doesNotContain("components");

            isAway(browser.post(
                    check,
                    "_csrf",
                    checkPage.select("input[name=_csrf]").attr("value"),
                    "seenType1",
                    "0",
                    "seenNational",
                    "0"));
            assertThat(browser.page().text())
                    .contains("We couldn't record your choice. It has not been saved.")
                    .doesNotContain("checking");
            assertThat(browser.page().select("main a[href=" + check + "]")).hasSize(1);
        } finally {
            server.restart();
        }
        await().atMost(SavingPatient.PATIENCE)
                .untilAsserted(() -> assertThat(browser.get(check).status()).isEqualTo(200));
        assertThat(patient.saves(check)).isEqualTo(Told.SAVED);
        books.balanceFor(patient);
        assertThat(stranger.get("/about").status()).isEqualTo(200);
    }

    /** The server stops while it makes the choice permanent, before it has. */
    @Test
    void aChoiceThatDidNotGetThroughIsDoubtfulUntilItIsSavedAgain() throws Exception {
        var patient = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("ALLOW"));
        var owner = new JdbcTemplate(PostgresForTests.owner(server.database()));
        owner.execute("""
                create function public.think_long() returns trigger language plpgsql as 'begin perform pg_sleep(600); return null; end';
                create constraint trigger think_long after insert on choice.choice_event
                    deferrable initially deferred for each row execute function public.think_long()
                """);
        var told = CompletableFuture.supplyAsync(() -> patient.saves(check));
        awaitCommit("PgSleep");
        server.kill9();
        assertThat(told.get()).isEqualTo(Told.CHECKING);
        server.restart();
        owner.execute("drop function public.think_long() cascade");
        assertThat(books.holds(Objects.requireNonNull(patient.unsettled()))).isFalse();
        patient.settles();
        books.balanceFor(patient);
    }

    /** The server has made the choice permanent and stops before it can say so. */
    @Test
    void aChoiceThatGotThroughUnheardIsDoubtfulUntilItsReceiptIsShown() throws Exception {
        var patient = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("ALLOW"));
        var told = CompletableFuture.supplyAsync(() -> {
            waitForAStandbyThatNeverCame(true);
            return patient.saves(check);
        });
        awaitCommit("SyncRep");
        server.kill9();
        assertThat(told.get()).isEqualTo(Told.CHECKING);
        server.restart();
        waitForAStandbyThatNeverCame(false);
        assertThat(books.holds(Objects.requireNonNull(patient.unsettled()))).isTrue();
        patient.settles();
        books.balanceFor(patient);
    }

    /** Only the connection breaks: nobody needs to be told, because the answer is asked for again at once. */
    @Test
    void aChoiceWhoseConnectionBreaksIsSettledWithoutAWord() throws Exception {
        var patient = people.somebody(port).signIn();
        var check = Objects.requireNonNull(patient.answers("ALLOW"));
        var told = CompletableFuture.supplyAsync(() -> {
            waitForAStandbyThatNeverCame(true);
            return patient.saves(check);
        });
        var connection = awaitCommit("SyncRep");
        new JdbcTemplate(superuser).execute("select pg_terminate_backend(" + connection + ")");
        waitForAStandbyThatNeverCame(false);
        assertThat(told.get()).isEqualTo(Told.SAVED);
        books.balanceFor(patient);
    }

    static void isAway(WebVisitor browser) {
        assertThat(browser.status()).as(browser.body()).isEqualTo(503);
        assertThat(browser.header("Retry-After")).contains("30");
        assertThat(browser.header("Cache-Control")).contains("no-store");
        assertThat(browser.header("Content-Security-Policy")).isPresent();
        assertThat(browser.header("Content-Type").orElse("")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(browser.page().select("main h1").text()).isNotBlank().doesNotContain("??");
        assertThat(browser.page().select("main a[href=/other-ways]")).hasSize(1);
        assertThat(browser.page().text())
                .contains("Your own care is not affected.")
                .doesNotContain("??")
                .doesNotContain("Exception")
                .doesNotContain("SQL");
    }

    /** Number of the process that waits for this while it commits a choice; jobs commit, too, and store none. */
    private Integer awaitCommit(String what) {
        var jdbc = new JdbcTemplate(superuser);
        return await().atMost(SavingPatient.PATIENCE)
                .until(
                        () -> jdbc.queryForList("""
                                        select distinct pid from pg_stat_activity join pg_locks using (pid)
                                        where datname = current_database() and wait_event = ? and query ilike 'commit'
                                          and relation = 'choice.choice_event'::regclass and mode = 'RowExclusiveLock'
                                        """, Integer.class, what).stream()
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    /** From now on, what is committed is on the disk and nobody is told. */
    private void waitForAStandbyThatNeverCame(boolean wait) {
        var jdbc = new JdbcTemplate(superuser);
        jdbc.execute(
                wait
                        ? "alter system set synchronous_standby_names = 'nobody'"
                        : "alter system reset synchronous_standby_names");
        jdbc.execute("select pg_reload_conf()");
        await().atMost(SavingPatient.PATIENCE)
                .until(() ->
                        wait == "nobody".equals(jdbc.queryForObject("show synchronous_standby_names", String.class)));
    }
}
