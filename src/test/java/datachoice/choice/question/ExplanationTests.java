package datachoice.choice.question;

import static datachoice.TestPeople.aPerson;
import static datachoice.TestPeople.signedIn;
import static datachoice.choice.ledger.AtThePractice.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import datachoice.PostgresForTests;
import datachoice.choice.ledger.AtThePractice;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.Submission;
import datachoice.core.PersonId;
import datachoice.core.Welsh;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.annotation.Transactional;

/** Nobody answers on the strength of a translation that is behind, and the ledger says which words were seen. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({PostgresForTests.class, AtThePractice.class})
class ExplanationTests {
    private static final String ENGLISH = "better-information-means-better-care";
    private static final String WELSH = ENGLISH + "-cy";

    /** A number that no other test reaches: versions that were read are kept, and these are taken back. */
    private static final int NEWER = 810_000;

    @Autowired
    MockMvc mvc;

    @Autowired
    Explanation explanation;

    @Autowired
    AtThePractice given;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    @Transactional
    void saysTheEnglishFactsWhereTheWelshIsBehindAndWhy() throws Exception {
        var ann = aPerson().registeredAt(given.aPractice("Behind Surgery")).in(jdbc);

        var before = question(ann);
        assertThat(before.select(".app-facts").attr("lang")).isEmpty();
        assertThat(before.select("[name=shownIn]").attr("value")).isEqualTo("cy");
        assertThat(before.select(".app-facts-box").text()).doesNotContain("Saesneg");

        publish(ENGLISH, NEWER);
        var after = question(ann);
        assertThat(after.select("html").attr("lang")).isEqualTo("cy");
        assertThat(after.select(".app-facts").attr("lang")).isEqualTo("en");
        assertThat(after.select(".app-facts li").first().text()).startsWith("This is not about");
        assertThat(after.select("[name=shownIn]").attr("value")).isEqualTo("en");
        assertThat(after.select("[name=shown]").attr("value")).isEqualTo(String.valueOf(NEWER));
        assertThat(after.select(".app-facts-box").text()).contains("Mae’r ffeithiau hyn yn Saesneg");
    }

    @Test
    @Transactional
    void rememberWhichWordsWereSeenThoughOthersAreLiveByNow() {
        assertThat(explanation.forSelf(Welsh.LOCALE).language()).isEqualTo("cy");
        publish(ENGLISH, NEWER + 1);
        assertThat(explanation.shown(1, "cy")).isEqualTo(new Submission.ShownVersion(WELSH, 1, "cy"));
        assertThat(explanation.shown(1, "en")).isEqualTo(new Submission.ShownVersion(ENGLISH, 1, "en"));

        jdbc.update(
                "insert into publication.withdrawal (item, n, withdrawn_by, because) values (?, 1, gen_random_uuid(), 'wrong')",
                WELSH);
        assertThat(explanation.forSelf(Welsh.LOCALE).language()).isEqualTo("en");
        assertThat(explanation.shown(1, "cy")).isEqualTo(new Submission.ShownVersion(WELSH, 1, "cy"));
    }

    @Test
    void nothingElseWasSeen() {
        for (var language : List.of("fr", "CY", "en-GB", "")) {
            assertThatThrownBy(() -> explanation.shown(1, language))
                    .as(language)
                    .isInstanceOf(ChoiceMovedOn.class);
        }
        assertThatThrownBy(() -> explanation.shown(700_000, "cy")).isInstanceOf(ChoiceMovedOn.class);
    }

    private Document question(PersonId person) throws Exception {
        var answer = mvc.perform(get("/choices/" + person + "/change?lang=cy")
                        .with(as(signedIn(person)))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    /** The same words again, with another number. */
    private void publish(String slug, int n) {
        jdbc.update("""
                insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                select item, ?, title, summary, body, 'why', array[gen_random_uuid()], gen_random_uuid(), false
                from publication.version where item = ? and n = 1
                """, n, slug);
    }
}
