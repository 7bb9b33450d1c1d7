package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import datachoice.Jobs;
import datachoice.PostgresForTests;
import datachoice.TestPeople;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** From an approval to the moment it is for, and back again; on the real database, with the real jobs. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class GoingLiveTests {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Approvals approvals;

    @Autowired
    GoingLive going;

    @Autowired
    Scheduler scheduler;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private PublishingDesk desk;

    @BeforeEach
    void startNews() {
        desk = new PublishingDesk(mvc);
        add(desk.approver, "Ash Approver");
    }

    @Test
    void goesLiveAtItsTimeAndSaysSoBefore() {
        desk.handOver(1, "At its time.");
        assertThat(desk.schedule(desk.approver, 2, inDays(3), "9am")).hasStatus(302);
        var item = desk.read(desk.editor, desk.at(""));
        assertThat(item.text()).contains("Goes live at 9:00 on " + UkTime.date(day(3)) + ", UK time");
        assertThat(item.select("form[action$=/submit], a[href$=/approve].nhsuk-button"))
                .isEmpty();
        assertThat(desk.read(desk.editor, "/publishing").text()).contains("9:00 on " + UkTime.date(day(3)));
        cancel();

        approveFor(Instant.now().plus(SOON), 2);
        assertThat(desk.status("/news/" + desk.slug)).isEqualTo(404);
        await().atMost(LONG_ENOUGH).until(() -> desk.status("/news/" + desk.slug) == 200);
        assertThat(desk.read("/news/" + desk.slug).text()).contains("At its time.");
        assertThat(versions()).isEqualTo(1);
        assertThat(jdbc.sql("select actor_role from audit.entry where action = 'CONTENT_PUBLISHED' and detail = ?")
                        .param(desk.slug + " version 1")
                        .query(String.class)
                        .list())
                .containsExactly("JOB:publication-go-live");
        assertThat(jdbc.sql("select approved_by from publication.version where item = ?")
                        .param(desk.slug)
                        .query(UUID.class)
                        .single())
                .isEqualTo(desk.approver.login());
    }

    /** B13: a page from before an approval ends it only when whoever saves knows. */
    @Test
    void isEndedByNobodyWhoDoesNotKnowOfIt() {
        desk.handOver(1, "Words.");
        var before = desk.decided();
        assertThat(desk.schedule(desk.approver, 2, inDays(3), "9am")).hasStatus(302);
        var asked = desk.edit(desk.editor, 2, "Other words.", before);
        assertThat(asked).hasStatus(409);
        var page = PublishingDesk.page(asked);
        assertThat(page.text())
                .contains("This draft was approved while you were editing")
                .contains("Other words.");
        assertThat(approval()).isNotNull();
        assertThat(desk.edit(
                        desk.editor,
                        2,
                        "Other words.",
                        page.select("main [name=decided]").attr("value")))
                .hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at("")).text()).doesNotContain("Goes live at");
    }

    /** Up to two years lie between an approval and its time. */
    @Test
    void doesNotGoLiveWhenWhoeverApprovedItMayNotAnyMore() {
        add(desk.editor, "Ed Editor", Role.CONTENT_EDITOR);
        desk.handOver(1, "Words.");
        approveFor(Instant.now().plus(SOON), 2);
        jdbc.sql("update identity.account set switched_off_at = now() where id = ?")
                .param(desk.approver.login())
                .update();
        await().atMost(LONG_ENOUGH).until(() -> held("APPROVER"));
        assertThat(told()).as("nobody is told who does not publish").containsExactly(addressOf(desk.editor));
        assertThat(versions()).isZero();
        assertThat(desk.read(desk.editor, desk.at("")).text())
                .contains("whoever approved it may not approve any more")
                .contains("Waiting for approval");
        assertThat(desk.read(desk.editor, "/publishing")
                        .select("tr:has(a[href$=" + desk.slug + "]) .nhsuk-tag--red")
                        .text())
                .isEqualTo("Did not go live at its time");
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action = 'CONTENT_APPROVAL_CANCELLED' and detail = ?")
                        .param(desk.slug + ", APPROVER")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void doesNotGoLiveWhenSomethingThatItNeedsIsGone() {
        add(desk.editor, "Ed Editor", Role.CONTENT_EDITOR);
        var other = new PublishingDesk(mvc);
        other.publish(1, "Words.");
        desk.handOver(1, "See [it](/news/" + other.slug + ").");
        approveFor(Instant.now().plus(SOON), 2);
        assertThat(other.post(other.approver, other.at("/withdraw"), "n", "1", "reason", "WRONG", "because", "Wrong"))
                .hasStatus(302);
        await().atMost(LONG_ENOUGH).until(() -> held("CHECKS"));
        assertThat(told()).containsExactlyInAnyOrder(addressOf(desk.editor), addressOf(desk.approver));
        assertThat(jdbc.sql(
                                "select distinct subject || ' ' || body from letter.message where kind = 'DRAFT_HELD' and body like ?")
                        .param("%/publishing/" + desk.slug + "\n%")
                        .query(String.class)
                        .single())
                .contains("Not live: A title", "Something that it needs was missing by then")
                .doesNotContain("{");
        assertThat(versions()).isZero();
        var read = desk.read(desk.approver, desk.at("/approve"));
        assertThat(read.text()).contains("something that it needs was missing by then");
        assertThat(read.select(".nhsuk-list--cross .app-found").eachText())
                .as("what is missing now stands on the page of whoever approves")
                .containsExactly("/news/" + other.slug);
        other.publish(0, "Words.");
        var links = "Each link leads somewhere";
        assertThat(desk.read(desk.approver, desk.at("/approve"))
                        .select(".nhsuk-list--cross")
                        .text())
                .as("it leads somewhere again")
                .doesNotContain(links);
        for (var page : List.of(desk.at(""), desk.at("/approve"))) {
            assertThat(desk.read(desk.editor, page)
                            .select(".nhsuk-inset-text li")
                            .eachText())
                    .as("what was missing at its time stays known")
                    .containsExactly(links);
        }
        assertThat(desk.read(desk.approver, "/publishing")
                        .select("tr:has(a[href$=" + desk.slug + "]) li")
                        .eachText())
                .containsExactly(links);
        jdbc.sql(
                        "update publication.draft set held_for = '{publishing.check.gone,publishing.check.part question}' where item = ?")
                .param(desk.slug)
                .update();
        assertThat(desk.read(desk.editor, desk.at(""))
                        .select(".nhsuk-inset-text li")
                        .eachText())
                .as("a check that this release does not know, and one with an argument")
                .containsExactly("The text has a section {#question}");
        jdbc.sql("update publication.draft set held = 'ALONE' where item = ?")
                .param(desk.slug)
                .update();
        assertThat(desk.read(desk.editor, desk.at("")).select(".nhsuk-inset-text li"))
                .as("held by a node that keeps no checks")
                .isEmpty();
        jdbc.sql("update publication.draft set held = 'CHECKS' where item = ?")
                .param(desk.slug)
                .update();
        assertThat(desk.edit(desk.editor, 2, "Mended.")).hasStatus(302);
        assertThat(held("CHECKS")).as("until it is changed").isFalse();
        assertThat(jdbc.sql("select held_for is null from publication.draft where item = ?")
                        .param(desk.slug)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** The e-mail exists exactly if the holding does; whoever approved what they wrote gets one, not two. */
    @Test
    void tellsOfAHoldingOnceAndOnlyOfOneThatIsStored() {
        var held = new DraftHeld(desk.slug, "Alone {slug}\nBcc: x", Held.ALONE, Set.of(desk.approver.login()));
        transaction.executeWithoutResult(status -> {
            TestPeople.asJob(() -> announce(held));
            status.setRollbackOnly();
        });
        assertThat(told()).isEmpty();
        transaction.executeWithoutResult(status -> TestPeople.asJob(() -> announce(held)));
        assertThat(told()).containsExactly(addressOf(desk.approver));
        assertThat(jdbc.sql(
                                "select subject || '|' || body from letter.message where kind = 'DRAFT_HELD' and body like ?")
                        .param("%/publishing/" + desk.slug + "\n%")
                        .query(String.class)
                        .single())
                .startsWith("Not live: Alone {slug} Bcc: x|")
                .contains("by now 2 people are needed.");

        var left = new DraftHeld(desk.slug + "-left", "Left", Held.APPROVER, Set.of(UUID.randomUUID()));
        transaction.executeWithoutResult(status -> TestPeople.asJob(() -> announce(left)));
        assertThat(told(left.slug()))
                .as("when both have left, whoever may approve it now")
                .contains(addressOf(desk.approver))
                .doesNotHaveDuplicates();
    }

    private DraftHeld announce(DraftHeld held) {
        events.publishEvent(held);
        return held;
    }

    /** An older node knows no such check: what it would let through, the database does not. */
    @Test
    void isNotLiveWithoutSayingWhatChanged() {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                                values (?, 1, 'T', 'S', 'B', ' ', array[gen_random_uuid()], gen_random_uuid(), false)
                                """).param(desk.slug).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("version_says_what_changed");
    }

    /** Addresses of e-mails that say that it did not go live. */
    private List<String> told() {
        return told(desk.slug);
    }

    private List<String> told(String slug) {
        return jdbc.sql("select address from letter.message where kind = 'DRAFT_HELD' and body like ?")
                .param("%/publishing/" + slug + "\n%")
                .query(String.class)
                .list();
    }

    private String addressOf(SignedInUser user) {
        return jdbc.sql("select email from identity.account where id = ?")
                .param(user.login())
                .query(String.class)
                .single();
    }

    private boolean held(String why) {
        return jdbc.sql("select exists (select from publication.draft where item = ? and held = ?)")
                .params(desk.slug, why)
                .query(Boolean.class)
                .single();
    }

    /** Its page would say that it is overdue from the first day. */
    @Test
    void isNotApprovedForADayOnWhichItIsToBeLookedAtAgain() {
        desk.handOver(1, "Words.");
        var review = jdbc.sql("select review_on from publication.draft where item = ?")
                .param(desk.slug)
                .query(LocalDate.class)
                .single();
        jdbc.sql("update publication.draft set review_on = ? where item = ?")
                .params(day(5), desk.slug)
                .update();
        assertThat(review).isAfter(day(5));
        var refused = desk.schedule(desk.approver, 2, inDays(5), "9:00");
        assertThat(refused).hasStatus(422);
        assertThat(PublishingDesk.page(refused).select("#date-error").text())
                .contains("It is to be looked at again on " + UkTime.date(day(5)));
        assertThat(desk.schedule(desk.approver, 2, inDays(4), "9:00")).hasStatus(302);
        assertThat(desk.schedule(desk.approver, 2, inDays(4), "9:00"))
                .as("the second of two clicks")
                .hasStatus(302);
        cancel();
    }

    @Test
    void goesLiveOnceHoweverManyNodesComeAtOnce() throws Exception {
        Jobs.pause(scheduler);
        try {
            desk.handOver(1, "Once.");
            approveFor(Instant.now(), 2);
            var approval = approval();
            var pool = Executors.newFixedThreadPool(8);
            var nodes = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(n -> () -> {
                        goLive(approval);
                        return true;
                    })
                    .toList();
            for (var node : pool.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
            pool.shutdown();
        } finally {
            scheduler.resume();
        }
        assertThat(versions()).isEqualTo(1);
    }

    /** All nodes were down at its time: whichever is back first does it. */
    @Test
    void goesLiveLateRatherThanNever() throws Exception {
        Jobs.pause(scheduler);
        Instant planned;
        try {
            desk.handOver(1, "Late.");
            planned = Instant.now().plusMillis(200);
            approveFor(planned, 2);
            Thread.sleep(1_500);
            assertThat(versions()).isZero();
        } finally {
            scheduler.resume();
        }
        await().atMost(LONG_ENOUGH).until(() -> versions() == 1);
        assertThat(jdbc.sql("select live_from from publication.version where item = ?")
                        .param(desk.slug)
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .as("when it really went live")
                .isAfter(planned.plusSeconds(1));
    }

    /** The demo's clock may be put forward between two starts; the scheduler knows only the machine's. */
    @Test
    void findsWhatIsDueAlthoughItsJobIsNot() {
        desk.handOver(1, "By another clock.");
        approveFor(Instant.now().plus(Duration.ofDays(3)), 2);
        assertThat(TestPeople.asJob(() -> going.due())).doesNotContain(approval());
        jdbc.sql("update publication.draft set goes_live_at = clock_timestamp() where item = ?")
                .param(desk.slug)
                .update();
        assertThat(TestPeople.asJob(() -> going.due())).contains(approval());
        scheduler.reschedule(
                new TaskInstance<Void>("publication-due", "recurring"), Instant.now()); // sooner than in a minute
        await().atMost(LONG_ENOUGH).until(() -> versions() == 1);
    }

    @Test
    void comesAgainWhenItIsNotTimeYet() {
        desk.handOver(1, "Too early.");
        var time = Instant.now().plus(Duration.ofDays(3));
        approveFor(time, 2);
        assertThat(goLive(approval())).isBetween(time.minusMillis(1), time.plusMillis(1));
        assertThat(versions()).isZero();
    }

    @Test
    void doesNotGoLiveOnceItIsCancelled() {
        desk.handOver(1, "Cancelled.");
        approveFor(Instant.now().plus(Duration.ofDays(1)), 2);
        var approval = approval();
        cancel();
        assertThat(desk.post(desk.editor, desk.at("/cancel"), "approval", approval.toString()))
                .as("the second of two clicks")
                .hasStatus(302);
        assertThat(goLive(approval)).isNull();
        assertThat(versions()).isZero();
        assertThat(desk.read(desk.approver, desk.at("")).text()).contains("Waiting for approval");
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "2"))
                .hasStatus(302);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void doesNotGoLiveOnceAnybodyChangedIt() {
        desk.handOver(1, "Approved.");
        approveFor(Instant.now().plus(Duration.ofDays(1)), 2);
        var approval = approval();
        assertThat(desk.edit(desk.editor, 2, "Changed.")).hasStatus(302);
        assertThat(goLive(approval)).isNull();
        assertThat(versions()).isZero();
        assertThat(desk.read(desk.editor, desk.at("")).text()).doesNotContain("Goes live at");
        assertThat(desk.schedule(desk.approver, 2, inDays(1), "9:00")).hasStatus(409);
    }

    /** Whoever is first, what goes live was read by its approver. */
    @Test
    void neverGoesLiveUnreadWhenAnEditorAndAnApproverAreAtItAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 5; round++) {
            int seen = desk.handOver(0, "Read " + round);
            var shown = desk.decided();
            var done = pool.invokeAll(List.<Callable<Integer>>of(
                    () -> desk.edit(desk.editor, seen, "Not read", shown)
                            .getResponse()
                            .getStatus(),
                    () -> desk.schedule(desk.approver, seen, inDays(2), "9:00")
                            .getResponse()
                            .getStatus()));
            assertThat(List.of(done.get(0).get(), done.get(1).get())).containsExactlyInAnyOrder(302, 409);
            boolean approved = done.get(1).get() == 302;
            assertThat(jdbc.sql(
                                    "select count(*) from publication.draft where item = ? and body = ? and (approval is not null) = ?")
                            .params(desk.slug, approved ? "Read " + round : "Not read", approved)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            if (approved) {
                cancel();
            }
        }
        pool.shutdown();
    }

    @Test
    void refusesAnApproverWhoWrote() {
        assertThat(desk.edit(desk.both, 1, "Mine.")).hasStatus(302);
        assertThat(desk.post(desk.both, desk.at("/submit"), "revision", "2")).hasStatus(302);
        assertThat(desk.get(desk.both, desk.at("/schedule"))).hasStatus(404);
        var refused = desk.schedule(desk.both, 2, inDays(1), "9:00");
        assertThat(refused).hasStatus(409);
        assertThat(PublishingDesk.page(refused).text()).contains("somebody else must approve it");
        assertThat(versions()).isZero();
    }

    @Test
    void isApprovedOnlyByWhomTheWritersAsked() {
        var asked = account("Anna Asked");
        assertThat(desk.edit(desk.editor, 1, "For Anna.")).hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at(""))
                        .select("select[name=approver] option")
                        .eachText())
                .contains("Anybody who may", "Anna Asked");
        for (var nobody : List.of(UUID.randomUUID().toString(), "x")) {
            var refused = desk.post(desk.editor, desk.at("/submit"), "revision", "2", "approver", nobody);
            assertThat(refused).hasStatus(409);
            assertThat(PublishingDesk.page(refused).text()).contains("Ask somebody else");
        }
        assertThat(desk.post(
                        desk.editor,
                        desk.at("/submit"),
                        "revision",
                        "2",
                        "approver",
                        asked.login().toString()))
                .hasStatus(302);
        assertThat(desk.read(desk.approver, desk.at("/approve")).text())
                .contains("Those who wrote it asked Anna Asked to approve it.");
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "2"))
                .hasStatus(409);
        assertThat(desk.schedule(desk.approver, 2, inDays(1), "9:00")).hasStatus(409);
        assertThat(desk.read(desk.editor, desk.at("")).select("option[selected]"))
                .as("it can only be to ask somebody else")
                .isEmpty();
        assertThat(desk.post(asked, desk.at("/send-back"), "revision", "2", "because", "Shorter"))
                .hasStatus(302);
        assertThat(desk.edit(desk.editor, 2, "For Anna again.")).hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at(""))
                        .select("select[name=approver] option[selected]")
                        .text())
                .as("whoever sent it back knows what was wrong")
                .isEqualTo("Anna Asked");
        assertThat(desk.post(
                        desk.editor,
                        desk.at("/submit"),
                        "revision",
                        "3",
                        "approver",
                        asked.login().toString()))
                .hasStatus(302);
        assertThat(desk.post(asked, desk.at("/approve"), "revision", "3")).hasStatus(302);
        assertThat(versions()).isEqualTo(1);
    }

    /** B4: the hour of March that there is not, and the one of October that there is twice. */
    @Test
    void refusesTheHoursOfTheClockChange() {
        desk.handOver(1, "When?");
        var rules = UkTime.ZONE.getRules();
        var change = rules.nextTransition(Instant.now());
        for (int i = 0; i < 2; i++, change = rules.nextTransition(change.getInstant())) {
            var refused = desk.schedule(
                    desk.approver, 2, typed(change.getDateTimeBefore().toLocalDate()), "1:30");
            assertThat(refused).hasStatus(422);
            var page = PublishingDesk.page(refused);
            assertThat(page.title()).startsWith("Error: ");
            assertThat(page.select("#time-error").text())
                    .contains(change.isGap() ? "There is no 1:30 on" : "1:30 comes twice on");
            assertThat(page.select("input[name=time]").val()).isEqualTo("1:30");
        }
        assertThat(desk.schedule(desk.approver, 2, "31 12 9999", "9:00")).hasStatus(422);
        assertThat(versions()).isZero();
    }

    @Test
    void keepsWhatWasWithdrawnAtItsAddressAndNowhereElse() {
        desk.publish(1, "Wrong news.");
        assertThat(desk.post(desk.approver, desk.at("/withdraw"), "n", "1", "because", " "))
                .hasStatus(422);
        assertThat(desk.post(desk.approver, desk.at("/withdraw"), "n", "7", "reason", "WRONG", "because", "x"))
                .hasStatus(409);
        assertThat(desk.post(desk.editor, desk.at("/withdraw"), "n", "1", "reason", "WRONG", "because", "x"))
                .hasStatus(404);
        assertThat(desk.post(
                        desk.approver,
                        desk.at("/withdraw"),
                        "n",
                        "1",
                        "reason",
                        "WRONG",
                        "because",
                        "It was about a <b>plan"))
                .hasStatus(302);
        assertThat(desk.post(desk.approver, desk.at("/withdraw"), "n", "1", "reason", "WRONG", "because", "Twice"))
                .as("a second click")
                .hasRedirectedUrl(desk.at(""));

        assertThat(desk.status("/news/" + desk.slug)).isEqualTo(404);
        assertThat(desk.read("/news").select("a[href$=" + desk.slug + "]")).isEmpty();
        var version = desk.read("/leaflets/" + desk.slug + "/v/1");
        assertThat(version.text())
                .contains("Wrong news.")
                .contains("Withdrawn on " + UkTime.date(Instant.now())
                        + " because: Something in it was wrong. It was about a <b>plan")
                .doesNotContain("live now");
        assertThat(mvc.get().uri("/leaflets/" + desk.slug)).hasRedirectedUrl("/leaflets/" + desk.slug + "/v/1");
        assertThat(desk.status("/leaflets/" + desk.slug + "/v/1.pdf")).isEqualTo(200);
        assertThat(desk.status("/leaflets/" + desk.slug + ".pdf")).isEqualTo(404);
        assertThat(desk.get(desk.approver, desk.at("/withdraw"))).hasRedirectedUrl(desk.at(""));
        assertThat(desk.get(desk.approver, desk.at("/approve"))).hasRedirectedUrl(desk.at(""));
        assertThat(desk.read(desk.editor, "/publishing").text()).contains("· withdrawn");

        desk.publish(0, "Right news.");
        assertThat(desk.read("/news/" + desk.slug).text()).contains("Right news.");
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/1").text()).contains("Withdrawn on", "Read version 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {PublishedContent.EXPLANATION, PublishedContent.PAPER_FORM, "privacy"})
    void withdrawsNothingThatMustBeThere(String slug) {
        var page = "/publishing/" + slug + "/withdraw";
        assertThat(desk.get(desk.approver, page)).hasStatus(404);
        assertThat(desk.post(desk.approver, page, "n", "1", "reason", "WRONG", "because", "x"))
                .hasStatus(404);
        assertThat(desk.read(desk.approver, "/publishing/" + slug).select("a[href$=/withdraw]"))
                .isEmpty();
    }

    @Test
    void showsEveryVersionAndWhatDiffersBetweenAnyTwo() {
        desk.publish(1, "The surgery opens at nine.\n\n<!-- ask Anna about Saturdays -->");
        desk.publish(0, "The surgery opens at ten.");
        desk.publish(0, "The surgery opens at ten, also on Saturdays.");
        var changes = "/leaflets/" + desk.slug + "/v/3/changes";
        assertThat(desk.read(changes).select("h1").text()).contains("from version 2 to version 3");
        var fromFirst = desk.read(changes + "?from=1");
        assertThat(fromFirst.select("del").text()).contains("nine.");
        assertThat(fromFirst.select("ins").text()).contains("Saturdays");
        assertThat(fromFirst.select("main").text())
                .as("typed, and never shown to readers")
                .doesNotContain("Anna", "-->");
        for (var odd : List.of("0", "3", "9", "x", "-1", "1&from=2", "%00", "1".repeat(8_000))) {
            assertThat(desk.read(changes + "?from=" + odd).select("h1").text())
                    .as(odd)
                    .contains("from version 2");
        }
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/1/changes").text()).contains("This is the first version");
        assertThat(desk.status("/leaflets/" + desk.slug + "/v/4/changes")).isEqualTo(404);
        assertThat(desk.status("/leaflets/none/v/1/changes")).isEqualTo(404);

        var archive = IntStream.rangeClosed(1, 9)
                .mapToObj(page -> desk.read("/archive?page=" + page))
                .filter(page ->
                        !page.select("a[href=/leaflets/" + desk.slug + "/v/1]").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(archive.select("a[href=/leaflets/" + desk.slug + "/v/3]")).hasSize(1);
    }

    /** As the application, with the rights that the application has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update publication.withdrawal set because = 'x'",
                "delete from publication.withdrawal",
                "truncate publication.withdrawal",
                "update publication.correction set right_words = 'x'",
                "delete from publication.correction",
                "delete from publication.correction_count"
            })
    void leavesNobodyAWayToForget(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }

    private void approveFor(Instant time, int seen) {
        TestPeople.as(desk.approver, () -> {
            approvals.approveFor(time, desk.slug, seen, false, desk.approver);
            return true;
        });
    }

    private void cancel() {
        assertThat(desk.post(
                        desk.editor, desk.at("/cancel"), "approval", approval().toString()))
                .hasStatus(302);
    }

    private UUID approval() {
        return jdbc.sql("select approval from publication.draft where item = ?")
                .param(desk.slug)
                .query(UUID.class)
                .single();
    }

    private Instant goLive(UUID approval) {
        return TestPeople.asJob(() -> going.goLive(approval));
    }

    private int versions() {
        return jdbc.sql("select count(*) from publication.version where item = ?")
                .param(desk.slug)
                .query(Integer.class)
                .single();
    }

    private SignedInUser account(String name) {
        return add(PublishingDesk.user(Role.CONTENT_APPROVER), name);
    }

    private SignedInUser add(SignedInUser user, String name) {
        return add(user, name, Role.CONTENT_APPROVER);
    }

    private SignedInUser add(SignedInUser user, String name, Role role) {
        jdbc.sql("insert into identity.account (id, email, display_name, password_hash) values (?, ?, ?, 'x')")
                .params(user.login(), user.login() + "@work.example", name)
                .update();
        jdbc.sql("insert into identity.account_role (account, role) values (?, ?)")
                .params(user.login(), role.name())
                .update();
        return user;
    }

    private static LocalDate day(int days) {
        return UkTime.today(Clock.systemUTC()).plusDays(days);
    }

    private static String inDays(int days) {
        return typed(day(days));
    }

    private static String typed(LocalDate day) {
        return DateTimeFormatter.ofPattern("d M yyyy").format(day);
    }
}
