package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import datachoice.PostgresForTests;
import datachoice.core.SignedInUser;
import datachoice.publication.media.TestFiles;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The same film and words in other forms: put in last, and taken out when they say something else. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class OtherFormsTests {
    private static final String LEAFLET = "/publishing/" + PublishedContent.EXPLANATION;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private PublishingDesk desk;

    @BeforeEach
    void startADraft() {
        desk = new PublishingDesk(mvc);
        throwAway();
        assertThat(edit(null)).hasStatus(302);
    }

    @AfterEach
    void throwAway() {
        desk.post(desk.editor, LEAFLET + "/discard", "revision", shown("/edit"));
    }

    @Test
    void areKeptWithTheDraftAndSeenByWhoeverApproves() {
        var answer = send(
                desk.editor,
                shown("/forms"),
                file("signedFile", "signed.mp4", TestFiles.film()),
                file("describedFile", "described.mp4", TestFiles.film()),
                file("describedCaptionsFile", "described.vtt", TestFiles.captions()),
                file("waitingRoomFile", "silent.mp4", TestFiles.film()),
                file("audioFile", "read.mp3", TestFiles.recording()));
        assertThat(answer).hasStatus(302);
        var page = desk.read(desk.editor, LEAFLET + "/forms");
        assertThat(page.select(".app-file-now").eachText())
                .containsExactly(
                        "Now: described.mp4",
                        "Now: described.vtt",
                        "Now: silent.mp4",
                        "Now: signed.mp4",
                        "Now: read.mp3");
        assertThat(desk.read(desk.approver, LEAFLET + "/approve").text())
                .contains("Film in British Sign Language", "Leaflet read aloud");
        assertThat(desk.get(desk.editor, "/publishing/files/" + column("signed")))
                .hasStatus(200)
                .hasHeader("Content-Type", "video/mp4");
        assertThat(desk.get(desk.approver, LEAFLET + "/forms").getResponse().getStatus())
                .as("whoever only approves changes nothing")
                .isNotEqualTo(200);
    }

    @Test
    void goWhenTheyAreTakenOut() {
        var before = column("described");
        assertThat(before).isNotNull();
        var page = desk.read(desk.editor, LEAFLET + "/forms");
        assertThat(desk.post(
                        desk.editor,
                        LEAFLET + "/forms",
                        "revision",
                        page.select("input[name=revision]").val(),
                        "described",
                        page.select("input[name=described]").val(),
                        "waitingRoom",
                        page.select("input[name=waitingRoom]").val(),
                        "without",
                        "described"))
                .hasStatus(302);
        assertThat(column("described")).isNull();
        assertThat(column("waiting_room")).isNotNull();
    }

    /** A recording of words that are no longer there would be wrong; and nobody is surprised by its absence. */
    @Test
    void goWhenTheWordsOrTheFilmAreOthers() {
        send(desk.editor, shown("/forms"), file("audioFile", "read.mp3", TestFiles.recording()));
        assertThat(column("audio")).isNotNull();
        assertThat(edit(null)).as("the same words again").hasStatus(302);
        assertThat(column("audio")).isNotNull();
        assertThat(edit("Other words.")).hasStatus(302);
        assertThat(column("audio")).isNull();
        assertThat(column("described")).as("the film is the same").isNotNull();
    }

    @Test
    void areRefusedWithTheGoodOnesKept() {
        var before = column("audio");
        var answer = send(
                desk.editor,
                shown("/forms"),
                file("signedFile", "signed.mp4", new byte[] {1, 2, 3}),
                file("audioFile", "read.mp3", TestFiles.recording()));
        assertThat(answer).hasStatus(422);
        var page = PublishingDesk.page(answer);
        assertThat(page.select("#signedFile-error").text()).contains("The video must be an MP4 file");
        assertThat(page.select("input[name=audio]").val()).hasSize(36).isNotEqualTo("" + before);
        assertThat(column("audio")).as("nothing is saved").isEqualTo(before);
    }

    @Test
    void areNotSavedOverWhatSomebodyElseSaved() {
        var seen = shown("/forms");
        assertThat(edit("Meanwhile.")).hasStatus(302);
        assertThat(send(desk.editor, seen, file("audioFile", "read.mp3", TestFiles.recording())))
                .hasStatus(409);
        assertThat(column("audio")).isNull();
    }

    @Test
    void areToldWhenTheirDraftIsGone() {
        var seen = shown("/forms");
        throwAway();
        var answer = desk.post(desk.editor, LEAFLET + "/forms", "revision", seen);
        assertThat(answer).hasStatus(409);
        assertThat(PublishingDesk.page(answer).text()).contains("Nothing was saved");
    }

    @Test
    void belongToADraftOfALeaflet() {
        assertThat(desk.get(desk.editor, desk.at("/forms"))).hasStatus(404);
        throwAway();
        assertThat(desk.get(desk.editor, LEAFLET + "/forms")).hasRedirectedUrl(LEAFLET);
    }

    /** @param body null for the words that are there */
    private MvcTestResult edit(String body) {
        var page = desk.read(desk.editor, LEAFLET + "/edit");
        return desk.post(
                desk.editor,
                LEAFLET + "/edit",
                "revision",
                page.select("main [name=revision]").val(),
                "title",
                page.select("[name=title]").val(),
                "summary",
                page.select("[name=summary]").text(),
                "body",
                body == null ? page.select("[name=body]").get(0).wholeText() : body,
                "video",
                page.select("[name=video]").val(),
                "poster",
                page.select("[name=poster]").val(),
                "captions",
                page.select("[name=captions]").val(),
                "posterAlt",
                page.select("[name=posterAlt]").val(),
                "transcript",
                page.select("[name=transcript]").get(0).wholeText(),
                "whatChanged",
                "Other forms");
    }

    private String shown(String page) {
        return desk.read(desk.editor, LEAFLET + page)
                .select("main form[enctype] [name=revision]")
                .val();
    }

    private static MockMultipartFile file(String field, String name, byte[] bytes) {
        return new MockMultipartFile(field, name, "application/octet-stream", bytes);
    }

    /** As the page sends it: with what was there, unless something else is chosen. */
    private MvcTestResult send(SignedInUser by, String revision, MockMultipartFile... files) {
        var request = MockMvcRequestBuilders.multipart(LEAFLET + "/forms");
        for (var file : files) {
            request.file(file);
        }
        var page = desk.read(by, LEAFLET + "/forms");
        for (var field : page.select("main form[enctype] input[type=hidden]:not([name=revision], [name=_csrf])")) {
            request.param(field.attr("name"), field.val());
        }
        var authorities = by.roles().stream()
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
        return mvc.perform(request.param("revision", revision)
                .with(authentication(UsernamePasswordAuthenticationToken.authenticated(by, null, authorities)))
                .with(csrf()));
    }

    private UUID column(String name) {
        return jdbc.sql("select " + name + " from publication.draft where item = ?")
                .param(PublishedContent.EXPLANATION)
                .query((row, i) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }
}
