package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.TestPeople;
import datachoice.core.SignedInUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

/** What was wrong is said for good: which words, which are right, who was told, and how many people chose by it. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class CorrectionTests {
    private static final String WELSH = "better-information-means-better-care-cy";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ChoicesCounted counted;

    private PublishingDesk desk;

    @BeforeEach
    void publishSomethingWrongAndThenRight() {
        desk = new PublishingDesk(mvc);
        desk.publish(1, "Nobody *earns* \\<by> it.");
        desk.publish(0, "Some firms earn by it.");
    }

    @Test
    void standsOnEachVersionThatWasWrongAndOnTheLiveOne() {
        var id = write(desk.editor, "1", "1", "");
        var check = desk.read(desk.approver, desk.at("/corrections/" + id));
        assertThat(check.select("del").text()).isEqualTo("Nobody earns <by> it.");
        assertThat(check.select("ins").text()).isEqualTo("Some firms earn by it.");
        assertThat(desk.read(desk.editor, desk.at("/corrections/" + id)).select("form[action$=/publish]"))
                .isEmpty();
        assertThat(check.text()).doesNotContain("word for word");
        assertThat(desk.post(desk.approver, desk.at("/corrections/" + id + "/publish")))
                .hasStatus(302);
        int n = newest();

        assertThat(desk.read("/leaflets/" + desk.slug + "/v/1").text())
                .contains("Something in this version was wrong.");
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/2").text())
                .contains("Something was wrong before this version, in version 1.");
        assertThat(desk.read("/news/" + desk.slug).select("a[href=/corrections/" + n + "]"))
                .hasSize(1);
        desk.publish(0, "A third text.");
        assertThat(desk.read("/news/" + desk.slug).select("a[href=/corrections/" + n + "]"))
                .as("for good")
                .hasSize(1);
        assertThat(desk.read("/leaflets/" + desk.slug + "/v/2").select("a[href=/corrections/" + n + "]"))
                .as("neither wrong nor live")
                .isEmpty();

        assertThat(desk.read("/corrections/" + n).text())
                .contains("Nobody earns <by> it.")
                .contains("Some firms earn by it.")
                .contains("Practices, by email")
                .contains("nobody chose by it")
                .doesNotContain("counted on");
        assertThat(desk.read("/corrections").select("a[href=/corrections/" + n + "]"))
                .hasSize(1);
        assertThat(desk.post(desk.approver, desk.at("/corrections/" + id + "/publish")))
                .as("a second time")
                .hasStatus(409);
        assertThat(desk.status("/corrections/" + (n + 1))).isEqualTo(404);
    }

    /** What is quoted for good was there, or somebody says that it is told otherwise. */
    @Test
    void quotesNoWordsThatWereNeverThere() {
        desk.publish(0, "A third text.");
        var id = write(desk.editor, "1", "2", "");
        assertThat(desk.read(desk.approver, desk.at("/corrections/" + id)).text())
                .contains("does not stand, word for word, in version 2.");
        var refused = desk.post(desk.approver, desk.at("/corrections/" + id + "/publish"));
        assertThat(refused).hasStatus(409);
        assertThat(PublishingDesk.page(refused).text()).contains("is not what the versions say");
        assertThat(desk.post(desk.approver, desk.at("/corrections/" + id + "/publish"), "loosely", "yes"))
                .hasStatus(302);
    }

    @Test
    void isNotPublishedByAnybodyWhoWroteIt() {
        var first = write(desk.both, "1", "1", "");
        var refused = desk.post(desk.both, desk.at("/corrections/" + first + "/publish"));
        assertThat(refused).hasStatus(409);
        assertThat(PublishingDesk.page(refused).text()).contains("somebody else must publish it");
        var changed = write(desk.editor, "1", "1", first);
        assertThat(desk.get(desk.editor, desk.at("/corrections/" + first))).hasRedirectedUrl(desk.at(""));
        assertThat(desk.post(desk.both, desk.at("/corrections/" + changed + "/publish")))
                .as("who wrote an earlier form of it")
                .hasStatus(409);
        assertThat(desk.post(desk.editor, desk.at("/corrections/" + changed + "/publish")))
                .hasStatus(404);
        assertThat(desk.read(desk.approver, desk.at("/corrections/" + changed))
                        .select("details:not([open]) form[action$=/discard]"))
                .as("asked first: one click only shows what it would do")
                .hasSize(1);
        assertThat(desk.post(desk.approver, desk.at("/corrections/" + changed + "/discard")))
                .hasStatus(302);
        assertThat(jdbc.sql("select count(*) from publication.correction where item = ?")
                        .param(desk.slug)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void losesNothingThatWasTypedWhenSomebodyElseWasFaster() {
        var first = write(desk.editor, "1", "1", "");
        write(desk.both, "1", "1", first);
        var late = send(desk.editor, "1", "1", first);
        assertThat(late).hasStatus(409);
        assertThat(PublishingDesk.page(late).select("textarea[name=right]").text())
                .isEqualTo("Some firms earn by it.");
        assertThat(PublishingDesk.page(late).select("input[name=replaces]").val())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, last, Version 2 is still live",
        "2, 1, last, must not be before the first",
        "0, 1, first, must be a number from 1 to 2",
        "1, 3, last, must be a number from 1 to 2",
        "x, 1, first, must be a number from 1 to 2",
    })
    void correctsOnlyWhatIsOver(String first, String last, String field, String words) {
        var refused = send(desk.editor, first, last, "");
        assertThat(refused).hasStatus(422);
        assertThat(PublishingDesk.page(refused).select("#" + field + "-error").text())
                .contains(words);
    }

    @Test
    void needsAllItsWords() {
        var refused = desk.post(desk.editor, desk.at("/corrections/new"));
        assertThat(refused).hasStatus(422);
        assertThat(PublishingDesk.page(refused).select(".nhsuk-error-summary a").eachText())
                .hasSize(5);
    }

    /** R17: a few people are nobody's business. Whoever chose beside the Welsh text had the same wrong words in front of them. */
    @ParameterizedTest
    @CsvSource({"1, 0, *", "3, 1, *", "4, 1, 5", "0, 5, 5", "1202, 1, '1,203'"})
    @Transactional
    void countsChoicesInEachLanguageAndHidesAFew(int english, int welsh, String shown) {
        int n = explanationWasWrong();
        choose(english, PublishedContent.EXPLANATION, 1, "en");
        choose(3, PublishedContent.EXPLANATION, 2, "en"); // with the right words
        choose(welsh, WELSH, 1, "cy");
        choose(2, desk.slug, 1, "en");
        var now = Instant.now();
        var next = TestPeople.asJob(() -> counted.count(n, now));
        assertThat(next).isBetween(now.plus(Duration.ofHours(24)), now.plus(Duration.ofHours(26)));
        assertThat(desk.read("/corrections/" + n).text()).contains(shown + ", counted on");
        assertThat(TestPeople.asJob(() -> counted.count(n, now.plus(Duration.ofDays(2)))))
                .isAfter(now.plus(Duration.ofDays(30)));
        assertThat(TestPeople.asJob(() -> counted.count(n, now.plus(Duration.ofDays(36)))))
                .isNull();
    }

    @Test
    @Transactional
    void tellsThoseWhoReadInWelshToo() {
        int n = explanationWasWrong();
        for (var page : new String[] {"/about?lang=cy", "/leaflets/" + WELSH + "/v/1"}) {
            assertThat(desk.read(page).select("a[href^=/corrections/" + n + "]"))
                    .as(page)
                    .isNotEmpty();
        }
        assertThat(desk.read("/about?lang=cy").text()).contains("Roedd rhywbeth yn y fersiwn hwn yn anghywir.");
        assertThat(desk.read("/corrections/" + n).select("a[href=/leaflets/" + WELSH + "/v/1]"))
                .hasSize(1);
    }

    /** As it came with the software, in both languages. Rolled back: it would stand there for good. */
    private int explanationWasWrong() {
        int n = jdbc.sql("select coalesce(max(n), 0) + 1 from publication.correction")
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        insert into publication.correction
                            (n, item, first_n, last_n, wrong_words, right_words, told, writers, approved_by, alone)
                        values (?, ?, 1, 1, 'a', 'b', 'c', array[gen_random_uuid()], gen_random_uuid(), false)
                        """).params(n, PublishedContent.EXPLANATION).update();
        return n;
    }

    @Test
    void storesNoCorrectionThatItsApproverWrote() {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into publication.correction
                                    (n, item, first_n, last_n, wrong_words, right_words, told, writers, approved_by, alone)
                                values (9999, ?, 1, 1, 'a', 'b', 'c', array[?::uuid], ?::uuid, false)
                                """)
                        .params(
                                desk.slug,
                                desk.editor.login().toString(),
                                desk.editor.login().toString())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("correction_two_people");
    }

    private String write(SignedInUser by, String first, String last, String replaces) {
        var written = send(by, first, last, replaces);
        assertThat(written).hasStatus(302);
        return written.getResponse().getRedirectedUrl().replaceAll(".*/", "");
    }

    private MvcTestResult send(SignedInUser by, String first, String last, String replaces) {
        return desk.post(
                by,
                desk.at("/corrections/new"),
                "first",
                first,
                "last",
                last,
                "wrong",
                "Nobody earns <by> it.",
                "right",
                "Some firms earn by it.",
                "told",
                "Practices, by email",
                "replaces",
                replaces);
    }

    private int newest() {
        return jdbc.sql("select max(n) from publication.correction")
                .query(Integer.class)
                .single();
    }

    /** An answer of two types is one choice. */
    private void choose(int people, String item, int version, String language) {
        for (int i = 0; i < people; i++) {
            var subject = UUID.randomUUID();
            var receipt = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
            for (var type : new String[] {"TYPE_1", "NATIONAL_DATA_OPT_OUT"}) {
                jdbc.sql("""
                                insert into choice.choice_event (subject, type, n, kind, decision, speaker, entered_role, channel,
                                    proofing_level, content_item, content_version, language, practice, decided_on, receipt,
                                    idempotency_key, payload_hash)
                                values (?, ?, 1, 'RECORDED', 'ALLOW', 'PATIENT', 'PATIENT', 'ONLINE', 'P5', ?, ?, ?, ?,
                                    date '2026-01-01', ?, ?, '\\x00')
                                """)
                        .params(
                                subject,
                                type,
                                item,
                                version,
                                language,
                                type.equals("TYPE_1") ? "E85001" : null,
                                receipt.substring(0, 4) + "-" + receipt.substring(4, 8),
                                subject)
                        .update();
            }
        }
    }
}
