package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What is typed and not saved costs ten seconds when a window closes, and is never more than that: no draft, and nobody else's. */
@SpringBootTest(properties = "datachoice.home=${test.folder:target}/publishing-tests")
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class TypingTests {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private PublishingDesk desk;

    @BeforeEach
    void startAnItem() {
        desk = new PublishingDesk(mvc);
    }

    @Test
    void comesBackUntilItIsTakenAndSaved() throws UnsupportedEncodingException {
        var page = open(desk.editor);
        var kept = type(desk.editor, page, "Half a <b>sentence");
        assertThat(kept).hasStatus(200);
        assertThat(kept.getResponse().getContentType()).startsWith("text/plain");
        assertThat(kept.getResponse().getContentAsString())
                .matches("Kept at \\d{1,2}:\\d{2}, not saved as a draft yet");
        assertThat(desk.read(desk.editor, desk.at("/preview")).text()).doesNotContain("Half a");

        var again = desk.read(desk.editor, desk.at("/edit"));
        assertThat(again.text()).contains("You typed something on this page and did not save it.");
        assertThat(again.select("textarea[name=body]").text()).isEmpty();
        var taken = desk.read(desk.editor, again.select("a[href*=take]").attr("href"));
        assertThat(taken.select("textarea[name=body]").text()).isEqualTo("Half a <b>sentence");
        assertThat(taken.select("form[enctype] input[name=page]").val()).isEqualTo(page);
        assertThat(taken.select("form[enctype] input[name=revision]").val()).isEqualTo("1");

        assertThat(save(desk.editor, page, 1, "A whole sentence")).hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at("/edit")).text()).doesNotContain("You typed something");
        assertThat(type(desk.editor, page, "Later than the click"))
                .as("a late one")
                .hasStatus(409);
        assertThat(desk.read(desk.editor, desk.at("/edit")).text()).doesNotContain("You typed something");
    }

    @Test
    void isThrownAwayWhenNotWanted() {
        var page = open(desk.editor);
        type(desk.editor, page, "Not this");
        assertThat(desk.read(desk.editor, desk.at("/edit")).select("details:not([open]) form[action$=/typing/discard]"))
                .as("asked first: one click only shows what it would do")
                .hasSize(1);
        assertThat(desk.post(desk.both, desk.at("/typing/discard"), "page", page))
                .hasStatus(302);
        assertThat(desk.read(desk.editor, desk.at("/edit")).select("a[href*=take]"))
                .as("nobody else can")
                .hasSize(1);
        assertThat(desk.post(desk.editor, desk.at("/typing/discard"), "page", page))
                .hasStatus(302)
                .hasRedirectedUrl(desk.at("/edit"));
        assertThat(desk.read(desk.editor, desk.at("/edit")).select("a[href*=take]"))
                .isEmpty();
    }

    /** Two tabs of one editor do not write over each other. */
    @Test
    void belongsToOnePage() {
        var one = open(desk.editor);
        var other = open(desk.editor);
        type(desk.editor, one, "In one tab");
        type(desk.editor, other, "In another");
        assertThat(desk.read(desk.editor, desk.at("/edit")).select("a[href*=take]"))
                .hasSize(2);
        assertThat(save(desk.editor, one, 1, "In one tab")).hasStatus(302);
        var taken = desk.read(desk.editor, desk.at("/edit?take=" + other));
        assertThat(taken.select("textarea[name=body]").text()).isEqualTo("In another");
        assertThat(save(desk.editor, other, 1, "In another"))
                .as("the draft has moved on")
                .hasStatus(409);
    }

    @Test
    void isSeenByNobodyElse() {
        var page = open(desk.editor);
        type(desk.editor, page, "Secret words");
        var other = desk.read(desk.both, desk.at("/edit?take=" + page));
        assertThat(other.text()).doesNotContain("Secret words").doesNotContain("You typed something");
        assertThat(type(desk.both, page, "Mine")).hasStatus(409);
        assertThat(desk.post(desk.approver, desk.at("/typing"), "page", page, "body", "x"))
                .hasStatus(404);
    }

    /** A note, not a lock: both may save, and the second is shown both texts. */
    @Test
    void tellsTwoEditorsOfEachOther() {
        var editor = named("Elm Editor");
        var second = named("Oak Editor");
        var mine = open(editor);
        var theirs = desk.read(second, desk.at("/edit"));
        assertThat(theirs.text()).containsPattern("Elm Editor has had this page open since \\d{1,2}:\\d{2}");
        var theirPage = theirs.select("form[enctype] input[name=page]").val();
        assertThat(type(second, theirPage, "Oak's words")).hasStatus(200);
        assertThat(type(editor, mine, "Elm's"))
                .as("whoever came first, too")
                .bodyText()
                .contains("Oak Editor has had this page open since");
        assertThat(desk.read(editor, desk.at("/edit")).text()).contains("Oak Editor has had this page open since");
        assertThat(save(editor, mine, 1, "Elm's words")).hasStatus(302);
        assertThat(type(second, theirPage, "Oak's words, more"))
                .as("goes on being kept")
                .hasStatus(429);
        var late = save(second, theirPage, 1, "Oak's words");
        assertThat(late).hasStatus(409);
        assertThat(PublishingDesk.page(late).text()).contains("Somebody else saved this draft while you were editing");
        assertThat(PublishingDesk.page(late).select("[data-app-moved]")).hasSize(1);
        desk.post(second, desk.at("/typing"), "page", theirPage); // that page is open: its script says so first
        assertThat(desk.read(second, desk.at("/edit")).text())
                .doesNotContain("Elm Editor has had")
                .as("until it is saved")
                .contains("You typed something");
    }

    @Test
    void isBounded() {
        var page = open(desk.editor);
        assertThat(type(desk.editor, page, "a".repeat(150_001))).hasStatus(422);
        assertThat(type(desk.editor, page, "one\u202Etwo")).hasStatus(200);
        assertThat(type(desk.editor, page, "Too soon")).hasStatus(429);
        assertThat(desk.post(desk.editor, desk.at("/typing"), "page", page, "body", "one\u202Etwo", "last", "yes"))
                .as("whoever leaves cannot send it again")
                .hasStatus(200);
        assertThat(type(desk.editor, "x", "x")).hasStatus(409);
        var pages = new ArrayList<String>(List.of(page));
        for (int i = 0; i < 12; i++) {
            pages.add(open(desk.editor));
        }
        assertThat(jdbc.sql("select count(*) from publication.typing where item = ?")
                        .param(desk.slug)
                        .query(Integer.class)
                        .single())
                .isEqualTo(10);
        assertThat(type(desk.editor, pages.get(12), "The newest")).hasStatus(200);
        assertThat(desk.read(desk.editor, desk.at("/edit?take=" + page))
                        .select("textarea[name=body]")
                        .text())
                .as("what was typed outlives empty pages")
                .isEqualTo("onetwo");
    }

    @Test
    void goesWithItsItem() {
        type(desk.editor, open(desk.editor), "Words");
        assertThat(desk.post(desk.editor, desk.at("/discard"), "revision", "1")).hasStatus(302);
        assertThat(there()).isEmpty();
        assertThat(desk.post(
                        desk.editor,
                        "/publishing/nowhere/typing",
                        "page",
                        UUID.randomUUID().toString()))
                .hasStatus(409);
    }

    /** An hour's words of a colleague do not go with the draft that somebody throws away. */
    @Test
    void outlivesTheItemOfSomebodyElse() {
        var second = named("Oak Editor");
        var page = open(second);
        type(second, page, "Oak's words");
        assertThat(desk.read(desk.editor, desk.at("/discard")).text()).contains("Oak Editor has typed here since");
        type(desk.editor, open(desk.editor), "My own");
        assertThat(desk.post(desk.editor, desk.at("/discard"), "revision", "1")).hasStatus(302);
        assertThat(there()).containsExactly(UUID.fromString(page));
        assertThat(desk.get(desk.editor, desk.at("/edit"))).hasStatus(404);

        var taken = desk.read(second, desk.at("/edit?take=" + page));
        assertThat(taken.select("textarea[name=body]").text()).isEqualTo("Oak's words");
        var late = save(second, page, 1, "Oak's words");
        assertThat(late).hasStatus(409);
        var told = PublishingDesk.page(late);
        assertThat(told.text()).contains("was published or discarded. Nothing is lost");
        int now = Integer.parseInt(
                told.select("form[enctype] input[name=revision]").val());
        assertThat(save(second, page, now, "Oak's words")).hasStatus(302);
        assertThat(desk.read(second, desk.at("/preview")).text()).contains("Oak's words");
        assertThat(desk.get(second, desk.at("/edit"))).hasStatus(200);
    }

    private List<UUID> there() {
        return jdbc.sql("select page from publication.typing where item = ?")
                .param(desk.slug)
                .query(UUID.class)
                .list();
    }

    /** With what its script does first. */
    private String open(SignedInUser by) {
        var page = desk.read(by, desk.at("/edit"))
                .select("form[enctype] input[name=page]")
                .val();
        assertThat(desk.post(by, desk.at("/typing"), "page", page)).hasStatus(200);
        return page;
    }

    private MvcTestResult type(SignedInUser by, String page, String body) {
        return desk.post(by, desk.at("/typing"), "page", page, "revision", "1", "title", "A title", "body", body);
    }

    private MvcTestResult save(SignedInUser by, String page, int seen, String body) {
        return desk.post(
                by,
                desk.at("/edit"),
                "page",
                page,
                "revision",
                "" + seen,
                "title",
                "A title",
                "summary",
                "A summary",
                "body",
                body,
                "whatChanged",
                "Some words");
    }

    /** Somebody with an account, because names are looked up there. */
    private SignedInUser named(String name) {
        var by = PublishingDesk.user(Role.CONTENT_EDITOR);
        jdbc.sql("insert into identity.account (id, display_name, email, password_hash) values (?, ?, ?, ?)")
                .params(by.login(), name, by.login() + "@work.example", "none")
                .update();
        return by;
    }
}
