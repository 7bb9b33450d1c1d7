package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;

@SpringBootTest(properties = {"datachoice.mode=demo", "datachoice.home=${test.folder:target}/publication-tests"})
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class FirstContentTests {
    @Autowired
    PublishedContent content;

    @Autowired
    FirstContent first;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    @Test
    void publishesEachItemOnceAsItCameWithTheSoftware() {
        var count = versions();
        first.start();
        assertThat(versions()).isEqualTo(count);
        assertThat(content.versions(PublishedContent.EXPLANATION))
                .singleElement()
                .satisfies(note -> assertThat(note.by()).isEqualTo(VersionNote.By.RELEASE));
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action = 'CONTENT_PUBLISHED' and actor_role = 'JOB:first-content'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(count);
    }

    @Test
    void givesTheQuestionItsFacts() {
        var explanation = content.explanation();
        assertThat(explanation.section("own-care").fact("Maya's", "Maya"))
                .isEqualTo("This is not about Maya's own care. Staff who treat Maya still see what they need.");
        assertThat(explanation.section("own-care").html()).contains("about your own care. Staff who treat you still");
        assertThat(explanation.section("research-and-planning").fact("your", "you"))
                .startsWith("Research means finding");
        assertThat(explanation.section("change-your-mind").fact("your", "you")).startsWith("You can change your mind");
    }

    /** The page shows each step of the table, column by column: what stands under "which answer stops it" must stand there. */
    @Test
    void showsTheJourneyStepByStep() {
        var journey = content.explanation().section(PublishedContent.JOURNEY).table();
        assertThat(content.explanation().showsTheJourney()).isTrue();
        assertThat(journey.get(0))
                .containsExactly(
                        "Step", "What is in it", "Can it still point to you?", "Who holds it", "Which answer stops it");
        assertThat(journey).hasSize(6);
        var page = Jsoup.parse(text("/about/journey"));
        var steps = page.select(".app-steps__step");
        assertThat(steps).hasSize(5);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).select("h2").text())
                    .isEqualTo(journey.get(i + 1).get(0));
            assertThat(steps.get(i).select("dd").eachText())
                    .isEqualTo(journey.get(i + 1).subList(1, 5));
        }
        assertThat(page.select("section[aria-labelledby=collected] li").eachText())
                .as("what a step calls listed above")
                .contains("medicines and vaccines, to see what works and what harms");
        assertThat(page.select("table")).hasSize(1);
        assertThat(page.select("script"))
                .as("says all without them")
                .hasSizeLessThanOrEqualTo(
                        Jsoup.parse(text("/about")).select("script").size());
        assertThat(page.select("#not-this + div").text()).contains("Not your own care");
    }

    /** Both came with the software: whoever opens the leaflet finds them, and each says that nobody has checked it. */
    @Test
    void comesInWelshAndAsEasyRead() {
        var links = Jsoup.parse(text("/about")).select("ul[aria-label='In other forms'] a");
        assertThat(links.eachText()).containsExactly("Easy read", "Cymraeg", "Listen to it (MP3)");
        assertThat(links.get(1).attr("hreflang")).isEqualTo("cy");

        var easy = Jsoup.parse(text("/leaflets/better-information-easy-read/v/1"));
        assertThat(easy.select(".app-easy img.app-art")).hasSizeBetween(25, 40);
        assertThat(easy.select(".app-easy p:not(:has(img))").eachText())
                .as("each idea has its picture")
                .isEmpty();
        assertThat(easy.select(".app-easy p").eachText()).noneMatch(idea -> idea.startsWith("!") || idea.isBlank());
        assertThat(easy.select(".nhsuk-inset-text").text()).contains("No one with a learning disability has tried it");

        var welsh = Jsoup.parse(text("/leaflets/better-information-means-better-care-cy/v/1"));
        assertThat(welsh.select("[lang=cy] h2").eachAttr("id"))
                .containsAll(content.explanation().sections().stream()
                        .map(SectionView::id)
                        .filter(id -> !id.isEmpty())
                        .toList());
        assertThat(welsh.select("[lang=cy]").text())
                .contains("yn dal i weld")
                .doesNotContain("{you}", " i you", "your ");
        assertThat(content.editions(PublishedContent.EXPLANATION))
                .noneMatch(EditionView::older)
                .hasSize(2);
    }

    /** What editors have written since goes past no second person: an edition of the text that came says something else. */
    @Test
    @Transactional
    void bringsNoEditionOfATextThatEditorsHaveChanged() {
        assertThat(first.isAsItCame(PublishedContent.EXPLANATION)).isTrue();
        assertThat(first.isAsItCame("no-such-item")).isFalse();
        jdbc.sql("""
                        insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                        values (?, 2, 'Title', 'Summary', 'Our own words', 'why', array[gen_random_uuid()], gen_random_uuid(), false)
                        """).param(PublishedContent.EXPLANATION).update();
        assertThat(first.isAsItCame(PublishedContent.EXPLANATION)).isFalse();
    }

    private String text(String address) {
        try {
            return mvc.get().uri(address).exchange().getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesNoDemoBodyInProductionAndSaysWhatIsToBeFilledIn() throws Exception {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:publication/first/*.md");
        var gaps = new ArrayList<String>();
        for (var file : files) {
            var text = file.getContentAsString(StandardCharsets.UTF_8);
            var ours = FirstContent.filledIn(FirstContent.forMode(text, false), null, "");
            assertThat(ours)
                    .as(file.getFilename())
                    .doesNotContain(
                            "[demo]",
                            "[production]",
                            "{operator",
                            "{data",
                            "Demo ",
                            "demo.example",
                            "960 1",
                            "made up",
                            "Exampleton");
            assertThat(FirstContent.forMode(text, true)).doesNotContain("[demo]", "[production]", FirstContent.GAP);
            if (ours.contains(FirstContent.GAP)) {
                gaps.add(file.getFilename());
            }
        }
        assertThat(gaps)
                .contains(
                        "who-runs-this.md",
                        "contact.md",
                        "privacy.md",
                        "other-ways.md",
                        "paper-form.md",
                        "better-information-means-better-care.md");
    }

    /** Whoever installs it says once who they are; the pages about that, the notice on privacy included, then say it too. */
    @Test
    void saysWhoRunsThisWhereTheSettingsDo() throws Exception {
        var body = new OperatorView(
                "Choice *Body*",
                "1 High St, Leeds LS1 1AA",
                "0113 496 0000",
                "9 to 5",
                "help_us@body.example",
                "Ms D. P. O.");
        var gaps = new ArrayList<String>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:publication/first/*.md")) {
            var text = FirstContent.forMode(file.getContentAsString(StandardCharsets.UTF_8), false);
            var filled = FirstContent.filledIn(text, body, "");
            assertThat(filled).as(file.getFilename()).doesNotContain("{operator", "{data", "{security");
            if (filled.contains(FirstContent.GAP)) {
                gaps.add(file.getFilename());
            }
            if (file.getFilename().equals("privacy.md")) {
                assertThat(filled)
                        .contains("Choice \\*Body\\*, 1 High St, Leeds LS1 1AA. Data protection officer: Ms D. P. O.");
            }
        }
        assertThat(gaps)
                .as("the programme is for the editors to name")
                .containsExactlyInAnyOrder(
                        "who-runs-this.md",
                        "better-information-means-better-care.md",
                        "better-information-means-better-care-cy.md");
    }

    private int versions() {
        return jdbc.sql("select count(*) from publication.version where approved_by is null")
                .query(Integer.class)
                .single();
    }
}
