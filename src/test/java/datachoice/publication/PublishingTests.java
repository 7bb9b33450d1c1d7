package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.publication.media.FakeClamd;
import datachoice.publication.media.FakeClamd.Mood;
import datachoice.publication.media.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** From a draft to everybody's page, on the real database. Each test writes a news item of its own. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class PublishingTests {
    private static final Path MEDIA = TestFolder.of("publishing-tests").resolve("media");

    /** No file has this number. */
    private static final String OTHER_FILM = "00000000-0000-4000-8000-000000000000";

    private static final FakeClamd SCANNER = FakeClamd.inAGoodMood();

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry settings) {
        settings.add("datachoice.scanner", SCANNER::address);
    }

    private final SignedInUser editor = user(Role.CONTENT_EDITOR);
    private final SignedInUser approver = user(Role.CONTENT_APPROVER);
    private final SignedInUser both = user(Role.CONTENT_EDITOR, Role.CONTENT_APPROVER);

    private static final byte[] BAD_CAPTIONS = """
            WEBVTT

            00:00:01,000 --> 00:00:02.000
            A comma in the time

            intro
            00:00:02.000 --> 00:00:03.000
            <script>alert(1)</script>
            """.getBytes(StandardCharsets.UTF_8);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MediaFiles files;

    private String slug;

    @BeforeEach
    void startNews() {
        SCANNER.set(Mood.FINDS_THE_TEST_FILE);
        var started = send(post("/publishing/new").param("title", "News " + UUID.randomUUID()), editor);
        assertThat(started).hasStatus(302);
        slug = started.getResponse().getRedirectedUrl().split("/")[2];
    }

    @Test
    void publishesWhatASecondPersonRead() {
        assertThat(mvc.get().uri("/news/" + slug)).hasStatus(404);
        save(1, "First words.");
        assertThat(mvc.get().uri("/news/" + slug)).hasStatus(404);
        submit(2);
        assertThat(approve(2, approver)).hasStatus(302);

        assertThat(text("/news/" + slug)).contains("First words.");
        assertThat(read("/publishing/" + slug, editor).text()).contains("There is no draft");
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action = 'CONTENT_PUBLISHED' and detail = ? and actor_id = ?")
                        .params(slug + " version 1", approver.login())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsEachVersionAtItsAddress() {
        publish(1, "First words.");
        var first = article("/leaflets/" + slug + "/v/1");
        assertThat(mvc.get().uri("/leaflets/" + slug)).hasStatus(302).hasRedirectedUrl("/leaflets/" + slug + "/v/1");

        publish(0, "Second words.");

        assertThat(mvc.get().uri("/leaflets/" + slug)).hasRedirectedUrl("/leaflets/" + slug + "/v/2");
        assertThat(text("/leaflets/" + slug + "/v/2"))
                .contains("Second words.")
                .doesNotContain("This is an old version");
        assertThat(text("/leaflets/" + slug + "/v/1"))
                .contains("This is an old version")
                .contains("The current one is version 2");
        assertThat(article("/leaflets/" + slug + "/v/1")).isEqualTo(first);
        assertThat(mvc.get().uri("/leaflets/" + slug + "/v/3")).hasStatus(404);
    }

    @Test
    void refusesAnApproverWhoWrote() {
        send(edit(1, "Mine."), both);
        send(post("/publishing/" + slug + "/submit").param("revision", "2"), both);
        assertThat(read("/publishing/" + slug + "/approve", both).select("form[action$=/approve]"))
                .isEmpty();
        var refused = approve(2, both);
        assertThat(refused).hasStatus(409);
        assertThat(page(refused).text()).contains("somebody else must approve it");
        assertThat(versions()).isZero();
    }

    @Test
    void refusesAnApproverWhoReadSomethingElse() {
        save(1, "Read by the approver.");
        submit(2);
        save(2, "Changed after that.");
        assertThat(approve(2, approver)).hasStatus(409);
        submit(3);
        var refused = approve(2, approver);
        assertThat(refused).hasStatus(409);
        assertThat(page(refused).text()).contains("Nothing was done");
        assertThat(versions()).isZero();
    }

    @Test
    void showsBothWhenTwoEditorsSaved() {
        save(1, "What the other editor wrote.");
        var late = send(edit(1, "What I wrote."), both);
        assertThat(late).hasStatus(409);
        var page = page(late);
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select("textarea[name=body]").text()).isEqualTo("What I wrote.");
        assertThat(page.select("del").text()).contains("the other editor");
        assertThat(page.select("input[name=revision]").val()).isEqualTo("2");
        assertThat(send(edit(2, "What I wrote."), both)).hasStatus(302);
    }

    @Test
    void tellsWhoeverSavedInAnotherTabThatItWasThem() {
        send(edit(1, "Theirs."), both);
        save(2, "Saved in one tab.");
        var late = send(edit(2, "Typed in another."), editor);
        assertThat(late).hasStatus(409);
        assertThat(page(late).text())
                .contains("You saved this draft in another tab")
                .doesNotContain("Somebody else");
        var other = page(send(edit(2, "Typed by somebody else."), both));
        assertThat(other.text()).contains("Somebody else saved this draft");
    }

    @Test
    void namesLivePagesThatDoNotYetSayWhoRunsThePortal() {
        assertThat(read("/publishing", editor).select(".app-panel a[href$=" + slug + "]"))
                .isEmpty();
        jdbc.sql("""
                        insert into publication.version
                            (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                        values (?, 1, 'T', 'S', 'Our address: to be filled in.', 'New', array[gen_random_uuid()], gen_random_uuid(), false)
                        """).param(slug).update();
        assertThat(read("/publishing", editor).select(".app-panel a[href$=" + slug + "]"))
                .hasSize(1);
        save(1, "Our address: to be filled in.");
        assertThat(send(post("/publishing/" + slug + "/submit").param("revision", "2"), editor))
                .as("it is not published once more")
                .hasStatus(409);
        save(2, "Our address: 1 Elm Row.");
        submit(3);
        approve(3, approver);
        assertThat(read("/publishing", editor).select(".app-panel a[href$=" + slug + "]"))
                .isEmpty();
    }

    @Test
    void asksOnlyThoseToApproveWhoCan() {
        save(1, "Words.");
        submit(2);
        var address = "/publishing/" + slug + "/approve";
        assertThat(read(address, editor).title()).startsWith("What would change: ");
        assertThat(read(address, approver).title()).startsWith("Approve ");
    }

    @Test
    void publishesOnceHoweverManyApproveAtOnce() throws Exception {
        save(1, "Once.");
        submit(2);
        var pool = Executors.newFixedThreadPool(8);
        var tries = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(
                        n -> () -> approve(2, approver).getResponse().getStatus())
                .toList();
        var statuses = pool.invokeAll(tries).stream()
                .map(done -> {
                    try {
                        return done.get();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        pool.shutdown();
        assertThat(statuses).containsOnlyOnce(302).allMatch(status -> status == 302 || status == 409);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void startsNewsOfOneTitleAsOftenAsItIsAskedAtOnce() throws Exception {
        var title = "Same " + UUID.randomUUID();
        var pool = Executors.newFixedThreadPool(8);
        var tries = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(
                        n -> () -> send(post("/publishing/new").param("title", title), editor)
                                .getResponse()
                                .getRedirectedUrl())
                .toList();
        var started = new HashSet<String>();
        for (var done : pool.invokeAll(tries)) {
            started.add(done.get());
        }
        pool.shutdown();
        assertThat(started).hasSize(8).doesNotContainNull();
    }

    @Test
    void keepsWhatWasTypedBesideEachError() {
        var answer = send(
                post("/publishing/" + slug + "/edit")
                        .param("revision", "1")
                        .param("title", " ")
                        .param("body", "> ".repeat(10_000)),
                editor);
        assertThat(answer).hasStatus(422);
        var page = page(answer);
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".nhsuk-error-summary a").eachText())
                .containsExactly(
                        "Enter a title",
                        "Enter a summary",
                        "Text has quotes, lists or emphasis too deep inside each other. Use fewer levels");
        for (var link : page.select(".nhsuk-error-summary a")) {
            assertThat(page.select(link.attr("href"))).hasSize(1);
        }
        assertThat(page.select("textarea[name=body]").text()).startsWith("> > > ");
    }

    /** An hour of words is not refused for want of a sentence about them. */
    @Test
    void isSavedBeforeAnybodySaysWhatChangedAndNotHandedOver() {
        var typed = post("/publishing/" + slug + "/edit");
        words(1, "Words.").forEach((name, value) -> typed.param(name, name.equals("whatChanged") ? " " : value));
        assertThat(send(typed, editor)).hasStatus(302);
        var item = read("/publishing/" + slug, editor);
        assertThat(item.select(".nhsuk-list--cross a[href$=#whatChanged]").text())
                .contains("It says what changed and why");
        assertThat(item.select("form[action$=/submit]")).isEmpty();
        assertThat(read("/publishing/" + slug + "/edit", editor).select("#whatChanged"))
                .hasSize(1);
        assertThat(send(post("/publishing/" + slug + "/submit").param("revision", "2"), editor))
                .hasStatus(409);
        save(2, "Words.");
        submit(3);
    }

    @Test
    void showsInThePreviewWhatWasLeftOut() {
        send(edit(1, "Fine. <script>alert(1)</script> [x](javascript:alert(2))"), editor);
        var page = read("/publishing/" + slug + "/preview", editor);
        assertThat(page.text()).contains("Preview of version 1, not live").contains("Typed, but not shown");
        assertThat(page.select("[aria-labelledby=removed] code").eachText())
                .contains("<script>", "javascript:alert(2)");
        assertThat(page.select("article script")).isEmpty();
    }

    @Test
    void goesBackWithAReason() {
        save(1, "Not yet.");
        submit(2);
        assertThat(send(post("/publishing/" + slug + "/send-back").param("revision", "2"), approver))
                .hasStatus(422);
        assertThat(send(
                        post("/publishing/" + slug + "/send-back")
                                .param("revision", "2")
                                .param("because", "Say who pays"),
                        approver))
                .hasStatus(302);
        assertThat(read("/publishing/" + slug, editor).text()).contains("Sent back: Say who pays");
        assertThat(approve(2, approver)).hasStatus(409);
    }

    @Test
    void discardsADraftAndTheItemThatWasNeverLive() {
        assertThat(send(post("/publishing/" + slug + "/discard").param("revision", "7"), editor))
                .hasStatus(409);
        assertThat(send(post("/publishing/" + slug + "/discard").param("revision", "1"), editor))
                .hasStatus(302)
                .hasRedirectedUrl("/publishing");
        assertThat(send(get("/publishing/" + slug), editor)).hasStatus(404);
    }

    @Test
    void handsOverOnlyWhatTheQuestionPageCanShow() {
        var leaflet = "/publishing/" + PublishedContent.EXPLANATION;
        assertThat(send(
                        editOf(PublishedContent.EXPLANATION, 0, "## Your own care {#own-care}\n\n- no paragraph"),
                        editor))
                .hasStatus(302);
        assertThat(read(leaflet, editor).text()).contains("#own-care").contains("#change-your-mind");
        assertThat(send(post(leaflet + "/submit").param("revision", "1"), editor))
                .hasStatus(409);
        assertThat(send(post(leaflet + "/discard").param("revision", "1"), editor))
                .hasStatus(302);
    }

    @Test
    void takesAFilmAndKeepsItsGoodPartsWhenOneIsBad() throws IOException {
        var leaflet = "/publishing/" + PublishedContent.EXPLANATION;
        var body = jdbc.sql("select body from publication.version where item = ? and n = 1")
                .param(PublishedContent.EXPLANATION)
                .query(String.class)
                .single();
        var before = stored();
        var bad = send(
                film(shown(PublishedContent.EXPLANATION), body)
                        .file(new MockMultipartFile(
                                "videoFile", "film.mp4", "video/mp4", "MZ not a film".getBytes(StandardCharsets.UTF_8)))
                        .file(new MockMultipartFile("captionsFile", "c.vtt", "text/vtt", TestFiles.captions())),
                editor);
        assertThat(bad).hasStatus(422);
        var page = page(bad);
        assertThat(page.select("#videoFile-error").text()).contains("The video must be an MP4 file");
        assertThat(page.text()).contains("Now: c.vtt");
        var captions = page.select("input[name=captions]").val();
        var list = page(send(get(leaflet + "/captions/" + captions), editor));
        assertThat(list.select("tbody tr"))
                .hasSize(page(send(get(leaflet + "/captions/" + captions), approver))
                        .select("tbody tr")
                        .size());
        assertThat(list.select("tbody").text()).contains("00:01.000");
        assertThat(stored()).isEqualTo(before + 1);

        var good = send(
                film(shown(PublishedContent.EXPLANATION), body)
                        .file(new MockMultipartFile("videoFile", "../film.mp4", "text/html", TestFiles.film()))
                        .file(new MockMultipartFile("posterFile", "p.png", "image/png", TestFiles.picture("png")))
                        .param("video", OTHER_FILM)
                        .param("allSpoken", OTHER_FILM)
                        .param("captions", captions),
                editor);
        assertThat(good).hasStatus(302);
        assertThat(noticed(good, leaflet).text())
                .as("a tick is not lost in silence")
                .contains("was ticked for the film before: watch this one, and tick again");
        var video = jdbc.sql("select video from publication.draft where item = ?")
                .param(PublishedContent.EXPLANATION)
                .query(UUID.class)
                .single();
        assertThat(mvc.get().uri("/media/" + video)).hasStatus(404);
        assertThat(send(get("/publishing/files/" + video), editor))
                .hasStatus(200)
                .hasHeader("Cache-Control", "no-store");

        assertThat(send(post(leaflet + "/submit").param("revision", "" + shown(PublishedContent.EXPLANATION)), editor))
                .as("what was said of another film is not said of this one")
                .hasStatus(409);
        var poster = read(leaflet + "/edit", editor).select("[name=poster]").val();
        assertThat(read(leaflet + "/edit", editor).select("[name=allSpoken]").val())
                .isEqualTo(video.toString());
        send(
                film(shown(PublishedContent.EXPLANATION), body)
                        .param("video", "" + video)
                        .param("allSpoken", "" + video)
                        .param("poster", poster)
                        .param("captions", captions),
                editor);
        var revision = "" + shown(PublishedContent.EXPLANATION);
        send(post(leaflet + "/submit").param("revision", revision), editor);
        assertThat(send(post(leaflet + "/approve").param("revision", revision), approver))
                .hasStatus(302);
        assertThat(read("/film", null).select("video source").attr("src")).isEqualTo("/media/" + video);
        var file = mvc.get().uri("/media/" + video).exchange();
        assertThat(file)
                .hasStatus(200)
                .hasHeader("Content-Type", "video/mp4")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Cache-Control", "max-age=31536000, public, immutable");
        assertThat(file.getResponse().getHeader("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
        var range =
                mvc.get().uri("/media/" + video).header("Range", "bytes=4-7").exchange();
        assertThat(range).hasStatus(206).bodyText().isEqualTo("ftyp");
        assertThat(range).hasHeader("Content-Range", "bytes 4-7/" + TestFiles.film().length);
        assertThat(mvc.get()
                        .uri("/media/" + video)
                        .header("If-None-Match", file.getResponse().getHeader("ETag")))
                .hasStatus(304);
        assertThat(mvc.get().uri("/media/" + UUID.randomUUID())).hasStatus(404);
        assertThat(mvc.get().uri("/media/x")).hasStatus(404);
    }

    @Test
    void tellsTheCaptionsOfALongerFilm() throws IOException {
        var leaflet = "/publishing/" + PublishedContent.EXPLANATION;
        var sent = film(shown(PublishedContent.EXPLANATION), "Typed.")
                .file(new MockMultipartFile("videoFile", "film.mp4", "video/mp4", TestFiles.filmOf(1)))
                .file(new MockMultipartFile("captionsFile", "c.vtt", "text/vtt", TestFiles.captions()))
                .param("video", "")
                .param("captions", "");
        assertThat(send(sent, editor)).hasStatus(302);
        assertThat(page(send(get(leaflet), editor)).text())
                .contains("No caption comes after the film has ended", "00:01.000 Hello");
        send(post(leaflet + "/discard").param("revision", "" + shown(PublishedContent.EXPLANATION)), editor);
    }

    /** Without scripts the tick has no number to carry, and there is no other film that it could be about. */
    @Test
    void countsATickThatCameWithTheFirstFilm() throws IOException {
        var sent = film(shown(PublishedContent.EXPLANATION), "Typed.")
                .file(new MockMultipartFile("videoFile", "film.mp4", "video/mp4", TestFiles.film()))
                .param("video", "")
                .param("allSpoken", "");
        assertThat(send(sent, editor)).hasStatus(302);
        assertThat(jdbc.sql("select all_spoken is not null from publication.draft where item = ?")
                        .param(PublishedContent.EXPLANATION)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        send(
                post("/publishing/" + PublishedContent.EXPLANATION + "/discard")
                        .param("revision", "" + shown(PublishedContent.EXPLANATION)),
                editor);
    }

    /** B25: whoever comes back to a page of a draft that went live or was discarded meanwhile reads so. */
    @Test
    void leadsToTheItemWhereADraftHasEnded() {
        assertThat(send(get("/publishing/" + slug + "/compare"), editor))
                .as("nothing beside the draft yet")
                .hasRedirectedUrl("/publishing/" + slug);
        save(1, "Live.");
        submit(2);
        assertThat(send(post("/publishing/" + slug + "/approve").param("revision", "2"), approver))
                .hasStatus(302);
        var forms = "/publishing/" + PublishedContent.EXPLANATION + "/forms";
        for (var page : List.of("/preview", "/preview?as=visitor", "/preview.pdf", "/compare?from=1&to=2")) {
            var answer = send(get("/publishing/" + slug + page), editor);
            assertThat(answer).as(page).hasStatus(302).hasRedirectedUrl("/publishing/" + slug);
            assertThat(noticed(answer, "/publishing/" + slug).text())
                    .as(page)
                    .contains("The draft whose page you opened is not there any more");
        }
        assertThat(send(get(forms), editor)).hasRedirectedUrl(forms.replace("/forms", ""));
        assertThat(send(get("/publishing/" + slug + "/compare?from=1&to=9"), editor))
                .hasStatus(200);
        assertThat(send(get("/publishing/" + slug + "/forms"), editor))
                .as("news have none")
                .hasStatus(404);
    }

    /** B19: all that is wrong, so that nobody mends a file line by line. */
    @Test
    void namesEachBadLineOfCaptions() {
        var answer = send(
                film(shown(PublishedContent.EXPLANATION), "Typed.")
                        .file(new MockMultipartFile("captionsFile", "c.vtt", "text/vtt", BAD_CAPTIONS)),
                editor);
        assertThat(answer).hasStatus(422);
        assertThat(page(answer)
                        .select("#captionsFile-error, #captionsFile-error + ul li")
                        .eachText())
                .containsExactly(
                        "Error: Captions, line 3: write times like 00:00:05.000 --> 00:00:09.500",
                        "Captions, line 8: take out styles, regions and everything in angle brackets but names of speakers, bold and italics");
    }

    /** T13, V5.4.3: what does harm is refused in so many words, and what was typed beside it stays. */
    @Test
    void keepsNoFileThatDoesHarm() throws IOException {
        var before = stored();
        var film = TestFiles.join(TestFiles.film(), TestFiles.box("free", TestFiles.testVirus()));
        var page = refused(film, 422);
        assertThat(page.select("#videoFile-error").text()).contains("The video file could harm a computer");
        assertThat(SCANNER.last()).isEqualTo(film);
        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"GIVES_UP_WITHIN", "HANGS_UP_AT_ONCE", "HANGS_UP_AFTERWARDS", "SAYS_NONSENSE"})
    void keepsNoFileThatCouldNotBeChecked(Mood mood) throws IOException {
        SCANNER.set(mood);
        var before = stored();
        var page = refused(TestFiles.film(), 503);
        assertThat(page.select("#videoFile-error").text())
                .contains("The video could not be checked for harm, so we did not keep it. The fault is ours");
        assertThat(stored()).isEqualTo(before);
    }

    private Document refused(byte[] film, int status) {
        var answer = send(
                film(shown(PublishedContent.EXPLANATION), "Typed.")
                        .file(new MockMultipartFile("videoFile", "f.mp4", "video/mp4", film)),
                editor);
        assertThat(answer).hasStatus(status);
        assertThat(page(answer).select("textarea[name=body]").text()).isEqualTo("Typed.");
        return page(answer);
    }

    /** As browsers with scripts do, before anything is saved. */
    @Test
    void takesOneFileAtATime() {
        assertThat(alone("VIDEO", "my film.mp4", TestFiles.film()))
                .hasStatus(201)
                .bodyText()
                .isEqualTo("my film.mp4 is uploaded. Save the draft to keep it");
        var kept = alone("POSTER", "p.png", TestFiles.picture("png"));
        assertThat(send(get(kept.getResponse().getHeader("Location")), editor))
                .hasStatus(200)
                .hasHeader("Content-Type", "image/png")
                .hasHeader("Cache-Control", "no-store");
        assertThat(alone("VIDEO", "film.mp4", TestFiles.picture("png")))
                .hasStatus(422)
                .hasContentType("text/plain;charset=UTF-8")
                .bodyText()
                .isEqualTo("The video must be an MP4 file");
        assertThat(alone("VIDEO", "<b>.mp4", new byte[0])).hasStatus(422);
        assertThat(alone("CAPTIONS", "c.vtt", BAD_CAPTIONS))
                .hasStatus(422)
                .bodyText()
                .isEqualTo("""
                        Captions, line 3: write times like 00:00:05.000 --> 00:00:09.500
                        Captions, line 8: take out styles, regions and everything in angle brackets but names of speakers, bold and italics""");
        assertThat(alone("KEYS", "film.mp4", TestFiles.film())).hasStatus(422);
        SCANNER.set(Mood.HANGS_UP_AT_ONCE);
        assertThat(alone("VIDEO", "film.mp4", TestFiles.film())).hasStatus(503).hasHeader("Cache-Control", "no-store");
    }

    /** T28: without a draft that is saved nobody fills the disk. */
    @Test
    void takesNoMoreFilesThanAnAccountMayLeaveWaiting() throws IOException {
        var busy = user(Role.CONTENT_EDITOR);
        jdbc.sql(
                        "insert into publication.media (id, media_type, size_bytes, sha256, original_name, uploaded_by)"
                                + " select gen_random_uuid(), 'video/mp4', 1, sha256('x'), 'x.mp4', ? from generate_series(1, 30)")
                .param(busy.login())
                .update();
        var sent = MockMvcRequestBuilders.multipart("/publishing/files")
                .file(new MockMultipartFile("file", "film.mp4", "video/mp4", TestFiles.film()))
                .param("kind", "VIDEO");
        assertThat(send(sent, busy))
                .hasStatus(422)
                .bodyText()
                .startsWith("You have sent 30 files that belong to no draft.");
        assertThat(alone("VIDEO", "film.mp4", TestFiles.film()))
                .as("somebody else")
                .hasStatus(201);
    }

    private MvcTestResult alone(String kind, String name, byte[] bytes) {
        return send(
                MockMvcRequestBuilders.multipart("/publishing/files")
                        .file(new MockMultipartFile("file", name, "text/html", bytes))
                        .param("kind", kind),
                editor);
    }

    /** B13: no film ends because its number means nothing any more. */
    @Test
    void losesNoFilmToAPageThatNamesOneThatIsGone() {
        var edit = "/publishing/" + PublishedContent.EXPLANATION + "/edit";
        int older = shown(PublishedContent.EXPLANATION);
        var captions = read(edit, editor).select("[name=captions]").val();
        var gone = page(send(film(older, "Typed.").param("video", OTHER_FILM).param("poster", "no number"), editor));
        assertThat(gone.select("#videoFile-error, #posterFile-error").text())
                .contains("The file that you chose here is not kept any more. Choose it again");
        assertThat(gone.select("[name=video]").val()).isEqualTo(OTHER_FILM);
        assertThat(send(
                        film(older, "Theirs.")
                                .param("captions", captions)
                                .file(new MockMultipartFile("videoFile", "f.mp4", "video/mp4", TestFiles.film())),
                        editor))
                .hasStatus(302);
        assertThat(read(edit.replace("/edit", "/approve"), approver)
                        .select(".nhsuk-inset-text li")
                        .eachText())
                .as("what stayed of the film before")
                .contains("Captions");
        var theirs = read(edit, editor).select("[name=video]").val();
        var late = send(film(older, "Mine.").param("video", OTHER_FILM), editor);
        assertThat(late).as("another film took its place").hasStatus(409);
        assertThat(page(late).select("[name=video]").val()).isEqualTo(theirs);
        send(
                post("/publishing/" + PublishedContent.EXPLANATION + "/discard")
                        .param("revision", "" + shown(PublishedContent.EXPLANATION)),
                editor);
    }

    @Test
    void keepsFilesThatOnlyAPageNamesWhichWasLeft() {
        var captions = alone("CAPTIONS", "c.vtt", TestFiles.captions())
                .getResponse()
                .getHeader("Location")
                .replaceAll(".*/", "");
        var page = UUID.randomUUID().toString();
        assertThat(send(
                        post("/publishing/" + slug + "/typing")
                                .param("page", page)
                                .param("captions", captions),
                        editor))
                .hasStatus(200);
        assertThat(files.unused(Duration.ZERO)).doesNotContain(UUID.fromString(captions));
        assertThat(files.removeIfUnused(UUID.fromString(captions))).isFalse();
        send(post("/publishing/" + slug + "/typing/discard").param("page", page), editor);
        assertThat(files.unused(Duration.ZERO)).contains(UUID.fromString(captions));
    }

    @Test
    void deletesTheFilesOfADiscardedDraft() throws IOException {
        var before = stored();
        send(
                film(shown(PublishedContent.EXPLANATION), "text")
                        .file(new MockMultipartFile("captionsFile", "c.vtt", "text/vtt", TestFiles.captions())),
                editor);
        assertThat(stored()).isEqualTo(before + 1);
        send(
                post("/publishing/" + PublishedContent.EXPLANATION + "/discard")
                        .param("revision", "" + shown(PublishedContent.EXPLANATION)),
                editor);
        assertThat(stored()).isEqualTo(before);
    }

    /** As the application, with the rights that the application has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update publication.version set body = 'x'",
                "delete from publication.version",
                "truncate publication.version"
            })
    void leavesNobodyAWayToChangeAVersion(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void storesNoVersionThatItsApproverWrote() {
        assertThatThrownBy(() -> jdbc.sql(
                                """
                                insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                                values (?, 1, 't', 's', 'b', 'w', array[:by], :by, false)
                                """.replace("?", "'" + slug + "'").replace(":by", "'" + editor.login() + "'::uuid"))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("version_two_people");
    }

    @Test
    void answersAnUnchangedPageBy304AndOpensNoSession() {
        for (var path : List.of(
                "/about",
                "/news",
                "/film",
                "/privacy",
                "/leaflets/privacy/v/1",
                "/leaflets/privacy.pdf",
                "/other-ways.pdf")) {
            var page = mvc.get().uri(path).exchange();
            assertThat(page).hasStatus(200).hasHeader("Cache-Control", "public, max-age=60, must-revalidate");
            assertThat(page.getResponse().getHeader("Set-Cookie")).isNull();
            var again = mvc.get()
                    .uri(path)
                    .header("If-None-Match", page.getResponse().getHeader("ETag"))
                    .exchange();
            assertThat(again).hasStatus(304);
            assertThat(again.getResponse().getContentAsByteArray()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leaflets/none",
                "/leaflets/privacy/v/0",
                "/leaflets/privacy/v/99999999999",
                "/leaflets/privacy/v/-1",
                "/leaflets/privacy/v/x",
                "/leaflets/none.pdf",
                "/leaflets/privacy/v/9.pdf",
                "/news/privacy",
                "/news/none",
                "/media/none",
                "/leaflets/PRIVACY/v/1"
            })
    void hasNoPageAtOtherAddresses(String path) {
        assertThat(mvc.get().uri(path)).hasStatus(404);
    }

    @Test
    void printsTheFormOnOneTaggedPage() throws IOException {
        var pdf = mvc.get().uri("/other-ways.pdf").exchange().getResponse();
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pdf.getContentAsByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("YES, it can be used")
                    .contains("To my GP practice, at this address:")
                    .contains("Form PF1, version 1");
        }
    }

    @Test
    void printsTheLeafletWithEverythingThatThePageSays() throws IOException {
        var pdf = mvc.get()
                .uri("/leaflets/better-information-means-better-care/v/1.pdf")
                .exchange()
                .getResponse();
        try (var document = Loader.loadPDF(pdf.getContentAsByteArray())) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            var printed = new org.apache.pdfbox.text.PDFTextStripper()
                    .getText(document)
                    .replaceAll("\\s+", " ");
            for (var heading : read("/leaflets/better-information-means-better-care/v/1", null)
                    .select("article h2[id]:not([id=film]):not([id=versions]):not([id=forms])")
                    .eachText()) {
                assertThat(printed).contains(heading);
            }
        }
    }

    @Test
    void opensTheDeskToThosePublishOnly() {
        assertThat(send(get("/publishing"), user(Role.PRACTICE_STAFF))).hasStatus(404);
        assertThat(mvc.get().uri("/publishing")).hasStatus(302).hasRedirectedUrl("/sign-in");
        assertThat(send(edit(1, "An approver does not write."), approver)).hasStatus(404);
        assertThat(send(post("/publishing/" + slug + "/approve").param("revision", "1"), editor))
                .hasStatus(404);
    }

    /** @param seen 0 for whatever the editing page says */
    private void publish(int seen, String body) {
        int from = seen == 0 ? shown() : seen;
        save(from, body);
        submit(from + 1);
        assertThat(approve(from + 1, approver)).hasStatus(302);
    }

    /** The number that the editing page carries. */
    private int shown() {
        return shown(slug);
    }

    private int shown(String slug) {
        return Integer.parseInt(read("/publishing/" + slug + "/edit", editor)
                .select("main [name=revision]")
                .attr("value"));
    }

    /** T-A8: a number that an approver read never comes to mean other words, whatever becomes of the draft. */
    @Test
    void approvesNothingThatTookThePlaceOfWhatWasRead() {
        publish(1, "First words.");
        int before = shown();
        save(before, "Harmless words.");
        submit(before + 1);
        send(post("/publishing/" + slug + "/discard").param("revision", "" + (before + 1)), editor);
        assertThat(shown()).isGreaterThan(before + 1);
        int other = shown();
        save(other, "Other words.");
        submit(other + 1);
        assertThat(approve(before + 1, approver)).as("the words that are gone").hasStatus(409);
        assertThat(send(get("/publishing/" + slug + "/schedule?revision=" + (before + 1)), approver))
                .as("a time for them")
                .hasRedirectedUrl("/publishing/" + slug + "/approve");
        assertThat(approve(other + 1, approver)).hasStatus(302);
        assertThat(send(edit(before, "Typed before all that."), editor))
                .as("what would undo what is live now")
                .hasStatus(409);
    }

    private void save(int seen, String body) {
        assertThat(send(edit(seen, body), editor)).hasStatus(302).hasRedirectedUrl("/publishing/" + slug);
    }

    private void submit(int revision) {
        assertThat(send(post("/publishing/" + slug + "/submit").param("revision", "" + revision), editor))
                .hasStatus(302);
    }

    private MvcTestResult approve(int revision, SignedInUser by) {
        return send(post("/publishing/" + slug + "/approve").param("revision", "" + revision), by);
    }

    private MockHttpServletRequestBuilder edit(int seen, String body) {
        return editOf(slug, seen, body);
    }

    private MockHttpServletRequestBuilder editOf(String item, int seen, String body) {
        var request = post("/publishing/" + item + "/edit");
        words(seen, body).forEach(request::param);
        return request.param("decided", decided(item));
    }

    private String decided(String item) {
        return read("/publishing/" + item + "/edit", editor)
                .select("main [name=decided]")
                .attr("value");
    }

    private static org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder film(
            int seen, String body) {
        var request = MockMvcRequestBuilders.multipart("/publishing/" + PublishedContent.EXPLANATION + "/edit");
        words(seen, body).forEach(request::param);
        request.param("posterAlt", "A surgery").param("transcript", "Hello.");
        return request;
    }

    private static Map<String, String> words(int seen, String body) {
        var words = new LinkedHashMap<String, String>();
        words.put("revision", "" + seen);
        words.put("title", "A title");
        words.put("summary", "A summary");
        words.put("body", body);
        words.put("owner", "The desk");
        words.put("reviewOn.day", "1");
        words.put("reviewOn.month", "6");
        words.put("reviewOn.year", "" + (UkTime.today(Clock.systemUTC()).getYear() + 2));
        words.put("whatChanged", "Some words");
        return words;
    }

    private MvcTestResult send(
            org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<?> request,
            SignedInUser as) {
        return mvc.perform(request.with(as(as)).with(csrf()));
    }

    /** The page that a browser reads next, in the same session. */
    private Document noticed(MvcTestResult answer, String path) {
        return page(send(get(path).cookie(answer.getResponse().getCookies()), editor));
    }

    private Document read(String path, SignedInUser as) {
        return as == null ? page(mvc.get().uri(path).exchange()) : page(send(get(path), as));
    }

    private String text(String path) {
        return read(path, null).text();
    }

    /** The article itself, without the list of versions, which grows. */
    private String article(String path) {
        var article = read(path, null).selectFirst("article");
        article.select("#versions, #versions ~ *").remove();
        return article.html();
    }

    private static Document page(MvcTestResult answer) {
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int versions() {
        return jdbc.sql("select count(*) from publication.version where item = ?")
                .param(slug)
                .query(Integer.class)
                .single();
    }

    private static long stored() throws IOException {
        try (var files = Files.list(MEDIA)) {
            return files.count();
        }
    }

    private static MockHttpServletRequestBuilder get(String path) {
        return MockMvcRequestBuilders.get(path);
    }

    private static MockHttpServletRequestBuilder post(String path) {
        return MockMvcRequestBuilders.post(path);
    }

    private static SignedInUser user(Role... roles) {
        return new SignedInUser(UUID.randomUUID(), Set.of(roles), null, null, "Somebody", false);
    }

    private static RequestPostProcessor as(SignedInUser user) {
        var authorities = user.roles().stream()
                .map(Role::authority)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return authentication(UsernamePasswordAuthenticationToken.authenticated(user, null, authorities));
    }
}
