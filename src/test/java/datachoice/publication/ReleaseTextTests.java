package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A portal that published the text of an older release is offered the new one, and decides itself. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class ReleaseTextTests {
    private static final String SLUG = "cookies";
    private static final String OFFER = "form[action='/publishing/" + SLUG + "/release']";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private PublishingDesk desk;

    @BeforeEach
    void anOlderReleaseWasPublished() {
        desk = new PublishingDesk(mvc);
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER))
                .as("the very release")
                .isEmpty();
        older(SLUG);
    }

    @AfterEach
    void leaveNothing() {
        for (var item : new String[] {SLUG, PublishedContent.EXPLANATION}) {
            jdbc.sql("delete from publication.draft where item = ?").param(item).update();
            jdbc.sql("delete from publication.release_text where item = ?")
                    .param(item)
                    .update();
            jdbc.sql("insert into publication.release_text (item, sha256, n) values (?, ?, 1)")
                    .params(item, FirstContent.fingerprint(item))
                    .update();
        }
    }

    private void older(String item) {
        jdbc.sql("delete from publication.release_text where item = ?")
                .param(item)
                .update();
        jdbc.sql("insert into publication.release_text (item, sha256, n) values (?, sha256('older'::bytea), 1)")
                .param(item)
                .update();
    }

    @Test
    void isOfferedToThoseWhoWriteUntilItIsLive() {
        assertThat(desk.read(desk.approver, "/publishing").select(OFFER)).isEmpty();
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER)).hasSize(1);
        assertThat(desk.post(desk.approver, "/publishing/" + SLUG + "/release")).hasStatus(404);
        assertThat(desk.post(desk.editor, "/publishing/" + SLUG + "/release"))
                .hasStatus(302)
                .hasRedirectedUrl("/publishing/" + SLUG);
        assertThat(desk.post(desk.editor, "/publishing/" + SLUG + "/release"))
                .as("twice")
                .hasRedirectedUrl("/publishing/" + SLUG);
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER)).isEmpty();
        assertThat(desk.read(desk.editor, "/publishing/" + SLUG + "/edit")
                        .select("textarea[name=body]")
                        .text())
                .contains("{#the-cookie}");

        assertThat(desk.post(desk.editor, "/publishing/" + SLUG + "/discard", "revision", "1"))
                .hasStatus(302);
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER))
                .as("thrown away is not left")
                .hasSize(1);
    }

    @Test
    void isNotOfferedAgainOnceItWasLeft() {
        assertThat(desk.post(desk.editor, "/publishing/" + SLUG + "/release/leave"))
                .hasStatus(302);
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER)).isEmpty();
        assertThat(desk.post(desk.editor, "/publishing/" + SLUG + "/release")).hasRedirectedUrl("/publishing/" + SLUG);
        assertThat(desk.read(desk.editor, "/publishing/" + SLUG).text()).contains("There is no draft");
    }

    /** From before anything was noted: what it published speaks for itself. */
    @Test
    void isFoundByItsWordsWhereNothingWasNoted() {
        jdbc.sql("delete from publication.release_text where item = ?")
                .param(SLUG)
                .update();
        assertThat(desk.read(desk.editor, "/publishing").select(OFFER)).isEmpty();
    }

    @Test
    void bringsTheFilmOfTheRelease() {
        older(PublishedContent.EXPLANATION);
        assertThat(desk.post(desk.editor, "/publishing/" + PublishedContent.EXPLANATION + "/release"))
                .hasStatus(302);
        assertThat(jdbc.sql("""
                        select d.transcript = v.transcript and d.video is not null and d.body = v.body from publication.draft d
                        join publication.version v on v.item = d.item and v.n = 1 where d.item = ?
                        """)
                        .param(PublishedContent.EXPLANATION)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
