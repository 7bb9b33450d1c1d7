package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.core.UkTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** R19 and what stands around it: nothing wrong is handed over by accident, and every exception can be read. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class DeskChecksTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PublishedPages pages;

    @Autowired
    KnownSentences known;

    private PublishingDesk desk;

    @BeforeEach
    void startAnItem() {
        desk = new PublishingDesk(mvc);
    }

    @Test
    void stopsWhatIsMissingAndLeadsToItsField() {
        assertThat(desk.post(
                        desk.editor,
                        desk.at("/edit"),
                        "revision",
                        "1",
                        "title",
                        "T",
                        "summary",
                        "S",
                        "body",
                        "See [it](/nowhere).",
                        "whatChanged",
                        "W"))
                .as("a draft may be unfinished")
                .hasStatus(302);
        var item = desk.read(desk.editor, desk.at(""));
        assertThat(item.select("a[href$=/edit#owner], a[href$=/edit#reviewOn-day], a[href$=/edit#body]"))
                .hasSize(3);
        assertThat(item.text()).contains("3 of ").contains("/nowhere");
        assertThat(item.select("form[action$=/submit]")).isEmpty();
        assertThat(desk.read(desk.approver, desk.at("")).select("a[href*=#owner]"))
                .isEmpty();
        assertThat(desk.post(desk.editor, desk.at("/submit"), "revision", "2")).hasStatus(409);
        var edit = desk.read(desk.editor, desk.at("/edit"));
        for (var field : List.of("owner", "reviewOn-day", "body", "careReason")) {
            assertThat(edit.select("#" + field)).as(field).hasSize(1);
        }
        desk.handOver(2, "Mended.");
    }

    @ParameterizedTest
    @CsvSource({"31 2 2030, must be a real date", "1 1 9999, must be between", "'  2030', must include a day and month"
    })
    void takesOnlyADayOnWhichSomebodyCanLookAtItAgain(String date, String problem) {
        var parts = date.split(" ", 3);
        var refused = desk.post(
                desk.editor,
                desk.at("/edit"),
                "revision",
                "1",
                "title",
                "T",
                "summary",
                "S",
                "body",
                "B",
                "whatChanged",
                "W",
                "reviewOn.day",
                parts[0],
                "reviewOn.month",
                parts[1],
                "reviewOn.year",
                parts[2]);
        assertThat(refused).hasStatus(422);
        assertThat(PublishingDesk.page(refused).select("#reviewOn-error").text())
                .contains(problem);
    }

    /** Words are saved whatever is wrong with the day: a text that is overdue can be mended. */
    @Test
    void keepsADayThatIsOverUntilItIsHandedOver() {
        assertThat(desk.edit(desk.editor, 1, "Words.")).hasStatus(302);
        jdbc.sql("update publication.draft set review_on = date '2026-03-12' where item = ?")
                .param(desk.slug)
                .update();
        var shown = desk.read(desk.editor, desk.at("/edit"));
        assertThat(desk.post(
                        desk.editor,
                        desk.at("/edit"),
                        "revision",
                        "2",
                        "title",
                        "T",
                        "summary",
                        "S",
                        "body",
                        "Mended.",
                        "whatChanged",
                        "W",
                        "reviewOn.day",
                        shown.select("#reviewOn-day").val(),
                        "reviewOn.month",
                        shown.select("#reviewOn-month").val(),
                        "reviewOn.year",
                        shown.select("#reviewOn-year").val()))
                .hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at("")).select("a[href$=#reviewOn-day]"))
                .hasSize(1);
    }

    /** B13: a second click finds what the first one did. */
    @Test
    void answersTheSecondClickByWhatIsTrueNow() {
        int read = desk.handOver(0, "Words of a first version.");
        var page = desk.read(desk.approver, desk.at("/approve"));
        assertThat(page.select("article").text()).contains("Words of a first version.");
        assertThat(page.text()).doesNotContain("Read the preview");
        for (int click = 1; click <= 2; click++) {
            assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "" + read, "version", "1"))
                    .as("click " + click)
                    .hasStatus(302);
        }
        assertThat(desk.post(desk.both, desk.at("/approve"), "revision", "" + read, "version", "1"))
                .as("somebody else's")
                .hasStatus(409);
        int next = desk.handOver(0, "Other words.");
        for (int click = 1; click <= 2; click++) {
            assertThat(desk.post(
                            desk.approver, desk.at("/send-back"), "revision", "" + next, "because", "Say who pays"))
                    .as("click " + click)
                    .hasStatus(302);
        }
        for (int click = 1; click <= 2; click++) {
            assertThat(desk.post(desk.editor, desk.at("/discard"), "revision", "" + next, "version", "1"))
                    .as("click " + click)
                    .hasStatus(302);
        }
        int live = desk.handOver(0, "Words that go live.");
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "" + live, "version", "1"))
                .hasStatus(302);
        assertThat(desk.post(desk.editor, desk.at("/discard"), "revision", "" + live, "version", "1"))
                .as("not thrown away, but live")
                .hasStatus(409);
        var never = new PublishingDesk(mvc);
        for (int click = 1; click <= 2; click++) {
            assertThat(never.post(never.editor, never.at("/discard"), "revision", "1"))
                    .as("click " + click)
                    .hasStatus(302)
                    .hasRedirectedUrl("/publishing");
        }
    }

    @Test
    void asksTheApproverToOpenLinksToOtherSites() {
        desk.handOver(1, "See [them](https://example.org/a?b=c&d=e).");
        var page = desk.read(desk.approver, desk.at("/approve"));
        assertThat(page.select("a[href=https://example.org/a?b=c&d=e][rel~=noreferrer]"))
                .hasSize(1);
        assertThat(page.select("input[name=linksOpened]")).hasSize(1);
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "2"))
                .hasStatus(409);
        var day = UkTime.today(Clock.systemUTC()).plusDays(2);
        assertThat(desk.schedule(
                        desk.approver,
                        2,
                        day.getDayOfMonth() + " " + day.getMonthValue() + " " + day.getYear(),
                        "9:00"))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"9:00\"")
                .contains("href=\"#linksOpened\"");
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "2", "linksOpened", "yes"))
                .hasStatus(302);
        assertThat(jdbc.sql("select links_opened from publication.version where item = ?")
                        .param(desk.slug)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void publishesTheReasonOfAnException() {
        assertThat(desk.edit(desk.editor, 1, "It helps in an emergency.")).hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at("")).text()).contains("It helps in an emergency.");
        assertThat(desk.post(desk.editor, desk.at("/submit"), "revision", "2")).hasStatus(409);
        var year = "" + (UkTime.today(Clock.systemUTC()).getYear() + 1);
        assertThat(desk.post(
                        desk.editor,
                        desk.at("/edit"),
                        "revision",
                        "2",
                        "title",
                        "T",
                        "summary",
                        "S",
                        "body",
                        "It helps in an emergency.",
                        "whatChanged",
                        "W",
                        "owner",
                        "Us",
                        "reviewOn.day",
                        "1",
                        "reviewOn.month",
                        "6",
                        "reviewOn.year",
                        year,
                        "careReason",
                        "A <i>quotation</i> of 2014"))
                .hasStatus(302);
        assertThat(desk.post(desk.editor, desk.at("/submit"), "revision", "3")).hasStatus(302);
        var read = desk.read(desk.approver, desk.at("/approve"));
        assertThat(read.text()).contains("A <i>quotation</i> of 2014");
        assertThat(read.select("dl .app-found").eachText())
                .as("which sentence it excuses")
                .containsExactly("It helps in an emergency.");
        assertThat(desk.post(desk.approver, desk.at("/approve"), "revision", "3"))
                .hasStatus(302);
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/1").text())
                .contains("Why it was published all the same: A <i>quotation</i> of 2014");
        int next = desk.shown();
        assertThat(save(next, "It helps in an emergency. So that your doctor knows.", "A <i>quotation</i> of 2014"))
                .hasStatus(302);
        var item = desk.read(desk.editor, desk.at(""));
        assertThat(item.select("a[href$=#careReason]").text()).contains("was given for other words");
        assertThat(item.select(".nhsuk-list--cross .app-found").eachText())
                .containsExactly("So that your doctor knows.");
        assertThat(desk.post(desk.editor, desk.at("/submit"), "revision", "" + (next + 1)))
                .hasStatus(409);
        save(next + 1, "It helps in an emergency. So that your doctor knows.", "Both quoted from the leaflet of 2014");
        assertThat(desk.post(desk.editor, desk.at("/submit"), "revision", "" + (next + 2)))
                .hasStatus(302);
    }

    private MvcTestResult save(int seen, String body, String careReason) {
        return desk.post(
                desk.editor,
                desk.at("/edit"),
                "revision",
                "" + seen,
                "title",
                "T",
                "summary",
                "S",
                "body",
                body,
                "whatChanged",
                "W",
                "owner",
                "Us",
                "reviewOn.day",
                "1",
                "reviewOn.month",
                "6",
                "reviewOn.year",
                "" + (UkTime.today(Clock.systemUTC()).getYear() + 1),
                "careReason",
                careReason);
    }

    /** Whoever edits a text of ours gives no reason for what it said from the first. */
    @Test
    void asksForNoReasonForWhatCameWithTheSoftware() {
        for (var slug : jdbc.sql("select slug from publication.item where slug like 'better-information%'")
                .query(String.class)
                .list()) {
            var body = jdbc.sql("select body from publication.version where item = ? and n = 1")
                    .param(slug)
                    .query(String.class)
                    .single();
            assertThat(known.of(slug, slug.endsWith("-cy") ? "cy" : "en"))
                    .as(slug)
                    .hasSize(body.contains("treat you better") ? 1 : 0);
        }
        assertThat(known.of(desk.slug, "en")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/about",
                "/about#own-care",
                "/about#film",
                "/about/journey",
                "/privacy",
                "/other-ways#paper",
                "/other-ways.pdf",
                "/film",
                "/film#maincontent",
                "/news",
                "/archive",
                "/archive#privacy",
                "/about/journey#step-1",
                "/leaflets/privacy#versions",
                "/leaflets/privacy",
                "/leaflets/privacy/v/1",
                "/leaflets/privacy/v/1.pdf",
                "/leaflets/better-information-means-better-care.pdf",
                "/assets/art/journey.svg",
                "/choices",
                "/letter-code",
                "/sign-in"
            })
    void findsWhatThereIs(String link) {
        assertThat(answers(link)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/film#nonsense",
                "/archive#nonsense",
                "/archive#\0",
                "/news#x",
                "/about/journey#step-x",
                "/privacy#film",
                "/assets/art/journey.svg#x",
                "/nowhere",
                "/about#nowhere",
                "/privacy#nowhere",
                "/news/nowhere",
                "/leaflets/nowhere",
                "/leaflets/privacy/v/999",
                "/publishing",
                "/practice",
                "/admin/accounts",
                "/audit",
                "/assets/nowhere.svg",
                "/assets/../application.yml",
                "/media/00000000-0000-0000-0000-000000000000",
                "/corrections/999999",
                "/About",
                "/about/",
                "//example.org"
            })
    void findsNothingElse(String link) {
        assertThat(answers(link)).isFalse();
    }

    private boolean answers(String link) {
        var parts = link.split("#", 2);
        return pages.answer(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** A link in a text that goes live must not lead to one that was taken back. */
    @Test
    void leadsNobodyToWhatWasWithdrawn() {
        desk.publish(1, "One.");
        assertThat(answers("/leaflets/" + desk.slug)).isTrue();
        assertThat(desk.post(desk.approver, desk.at("/withdraw"), "n", "1", "reason", "WRONG", "because", "Wrong"))
                .hasStatus(302);
        assertThat(answers("/leaflets/" + desk.slug)).isFalse();
        assertThat(answers("/leaflets/" + desk.slug + "/v/1"))
                .as("said to be withdrawn there")
                .isTrue();
    }

    /** T-A7: where a link leads is part of what was said. */
    @Test
    void showsReadersThatALinkLeadsElsewhere() {
        desk.publish(1, "How to [say no](/other-ways), or ![A letter](art:easy-letter).");
        desk.publish(0, "How to [say no](/privacy), or ![A letter](art:easy-letter).");
        desk.publish(0, "How to say no, or ![A picture](art:easy-letter).");
        var two = desk.read("/leaflets/" + desk.slug + "/v/2/changes").text();
        assertThat(two).contains("(/other-ways)").contains("(/privacy)").doesNotContain("They say the same");
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/3/changes").text())
                .contains("no (/privacy)")
                .contains("A added: picture");
    }

    @Test
    void showsInTheListWhatIsToBeLookedAtAgain() {
        desk.publish(1, "Words.");
        assertThat(desk.read(desk.editor, "/publishing").select("tr:has(a[href$=" + desk.slug + "]) .nhsuk-tag--red"))
                .isEmpty();
        jdbc.sql("""
                        insert into publication.version
                            (item, n, title, summary, body, what_changed, editors, approved_by, alone, review_on)
                        values (?, 2, 'T', 'S', 'B', 'W', array[gen_random_uuid()], gen_random_uuid(), false, date '2026-03-12')
                        """).param(desk.slug).update();
        assertThat(desk.read(desk.approver, "/publishing")
                        .select("tr:has(a[href$=" + desk.slug + "]) .nhsuk-tag--red")
                        .text())
                .isEqualTo("To be looked at again since 12 March 2026");
    }

    /** A version is withdrawn while it is live, or not at all: the archive could never be put right. */
    @Test
    void withdrawsNothingThatWasReplaced() throws Exception {
        desk.publish(1, "One.");
        for (int n = 1; n <= 6; n++) {
            var revision = "" + desk.handOver(0, "Version " + (n + 1));
            var start = new CyclicBarrier(2);
            var threads = Executors.newFixedThreadPool(2);
            try {
                var done = new ArrayList<Future<MvcTestResult>>();
                var shown = "" + n;
                done.add(threads.submit(() -> {
                    start.await();
                    return desk.post(desk.approver, desk.at("/approve"), "revision", revision);
                }));
                done.add(threads.submit(() -> {
                    start.await();
                    return desk.post(
                            desk.both, desk.at("/withdraw"), "n", shown, "reason", "WRONG", "because", "Wrong");
                }));
                assertThat(done.get(0).get()).as("approved in any case").hasStatus(302);
                assertThat(done.get(1).get().getResponse().getStatus()).isIn(302, 409);
            } finally {
                threads.shutdown();
            }
        }
        assertThat(jdbc.sql("""
                        select w.n from publication.withdrawal w join publication.version next on next.item = w.item and next.n = w.n + 1
                        where w.item = ? and w.withdrawn_at > next.live_from
                        """).param(desk.slug).query(Integer.class).list()).isEmpty();
    }
}
