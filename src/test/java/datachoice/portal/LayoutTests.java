package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of every page: the same for everybody in public, with name and way out for whoever is signed in. */
class LayoutTests {
    private static final String PAGE = """
            <html th:replace="~{layout :: page('Your choice', ${wrong}, ~{::before}, ~{::content})}">
            <nav th:fragment="before" id="above">Back</nav>
            <div th:fragment="content" id="inside"><h1>Your choice</h1></div>
            </html>""";

    private final Pages pages = new Pages();

    private static SignedInUser patient() {
        return new SignedInUser(
                UUID.randomUUID(), Set.of(Role.PATIENT), PersonId.next(), null, "Amina <b>Khan</b>", false);
    }

    private static SignedInUser staff(boolean secondFactorDue) {
        return new SignedInUser(
                UUID.randomUUID(),
                Set.of(Role.PRACTICE_STAFF),
                null,
                new OdsCode("E85001"),
                "Sam Reed",
                secondFactorDue);
    }

    @Test
    void isTheSameForEverybodyInPublic() {
        var html = pages.html(PAGE, Map.of(), null);

        assertThat(html).doesNotContain("sign-out", "<form", "timeout.js", "app-strip");
        assertThat(html).isEqualTo(pages.html(PAGE, Map.of(), null));
    }

    @Test
    void putsTitleMainPartAndHelpInTheirPlaces() {
        var page = pages.draw(PAGE, Map.of());

        assertThat(page.title()).isEqualTo("Your choice – Your health data choice");
        assertThat(page.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(page.select("main#maincontent #inside h1").text()).isEqualTo("Your choice");
        assertThat(page.select("main #above")).isEmpty();
        assertThat(page.select("#above")).hasSize(1);
        assertThat(page.body().child(0).attr("src")).isEqualTo("/assets/js/enhance.js");
        assertThat(page.select("body a").first().attr("href")).isEqualTo("#maincontent");
        assertThat(page.select("footer a").eachText())
                .containsExactly(
                        "Accessibility",
                        "Privacy",
                        "Cookies",
                        "Security",
                        "Who runs this",
                        "Contact",
                        "Other ways to choose",
                        "For the press");
    }

    @Test
    void saysInTheTitleThatSomethingIsWrong() {
        assertThat(pages.draw(PAGE, Map.of("wrong", true)).title())
                .isEqualTo("Error: Your choice – Your health data choice");
    }

    @Test
    void namesWhoIsSignedInAndOffersTheWayOut() {
        var page = pages.draw(PAGE, Map.of("user", patient()));

        assertThat(page.select(".app-account__name").text()).isEqualTo("Amina <b>Khan</b>");
        assertThat(page.select(".nhsuk-header__account-link").attr("href")).isEqualTo("/choices");
        assertThat(page.select(".nhsuk-header__account form").attr("method")).isEqualTo("post");
        assertThat(page.select(".nhsuk-header__account form").attr("action")).isEqualTo("/sign-out");
        assertThat(page.select(".nhsuk-header__navigation")).isEmpty();
        assertThat(page.select(".app-session-note").text())
                .startsWith("For your safety we sign you out after 15 minutes");
        assertThat(page.select("dialog[data-app-timeout=900] form").eachAttr("action"))
                .containsExactly("/stay", "/sign-out");
        assertThat(page.select("script[src*=timeout]")).hasSize(1);
    }

    @Test
    void givesThePracticeItsMenuAndPlace() {
        var page = pages.draw(PAGE, Map.of("user", staff(false), "place", "Elm Surgery (E85001)", "nav", "choices"));

        assertThat(page.select(".nhsuk-header__navigation-link[href]").eachAttr("href"))
                .containsExactly("/practice", "/practice/search", "/practice/letters", "/practice/share", "/");
        assertThat(page.select("[aria-current=page]").text()).isEqualTo("Choices");
        assertThat(page.select(".app-account__place").text()).isEqualTo("Elm Surgery (E85001)");
    }

    @Test
    void opensNothingWhileTheSecondFactorIsDue() {
        var page = pages.draw(PAGE, Map.of("user", staff(true)));

        assertThat(page.select(".nhsuk-header__navigation, .nhsuk-header__account-link"))
                .isEmpty();
        assertThat(page.select(".nhsuk-header__account form")).hasSize(1);
    }

    @Test
    void saysOnEveryDemoPageThatItIsOne() {
        assertThat(pages.draw(PAGE, Map.of("demo", true))
                        .select(".app-strip--demo")
                        .text())
                .startsWith("Demo Everyone here is invented");
    }

    @Test
    void offersWideAndBareFramesToo() {
        var wide = pages.draw(PAGE.replace(":: page(", ":: full("), Map.of());
        var bare = pages.draw(
                "<html th:replace=\"~{layout :: bare('Start', ~{::content})}\"><div th:fragment=\"content\" id=\"inside\">x</div></html>",
                Map.of());

        assertThat(wide.select("main .nhsuk-grid-column-full #inside")).hasSize(1);
        assertThat(bare.select("main#maincontent > #inside")).hasSize(1);
        assertThat(bare.title()).isEqualTo("Start – Your health data choice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "403", "409", "413", "429", "500", "503", "4xx", "5xx"})
    void drawsErrorPagesWithoutKnowingAnything(String status) {
        Document page = pages.draw("error/" + status, Map.of());

        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("h1").text()).isNotBlank().doesNotContain("??");
        assertThat(page.text()).doesNotContain("??");
        assertThat(page.title()).isEqualTo(page.select("h1").text() + " – Your health data choice");
    }

    @Test
    void saysHowLargeAFileMayBe() {
        assertThat(pages.draw("error/413", Map.of("largestFile", 250L, "largestForm", 2L))
                        .text())
                .contains("A file can have up to 250 MB, and what you type on one page up to 2 MB.");
    }

    @Test
    void saysHowLongToWait() {
        assertThat(pages.draw("error/429", Map.of("minutes", 20)).text()).contains("Try again in 20 minutes.");
        assertThat(pages.draw("error/429", Map.of("minutes", 1)).text()).contains("Try again in 1 minute.");
    }

    /** S12: the content policy allows no inline script and no inline style, so no template may hold any. */
    @Test
    void keepsScriptAndStyleOutOfTheTemplates() throws IOException {
        var inline = Pattern.compile(
                "<style|\\sstyle=|th:style|\\son[a-z]+=|th:on[a-z]+|th:inline=.?javascript|javascript:|<script(?![^>]*src=)",
                Pattern.CASE_INSENSITIVE);
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            // What ends in -pdf goes to the PDF writer, never to a browser.
            assertThat(files.filter(file -> file.toString().endsWith(".html")
                            && !file.toString().endsWith("-pdf.html")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    inline.matcher(Files.readString(file)).find())
                            .as("inline script or style in %s", file)
                            .isFalse());
        }
    }

    /** A selector that names no fragment may still find an element of that name, and would print it: a "button" too many. */
    @Test
    void callsOnlyFragmentsThatExist() throws IOException {
        var declared = Pattern.compile("th:fragment=\"(\\w+)\\(")
                .matcher(Files.readString(Path.of("src/main/resources/templates/fragments/nhs.html")))
                .results()
                .map(found -> found.group(1))
                .toList();
        var call = Pattern.compile("fragments/nhs :: (\\w+)\\(");
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".html"))).allSatisfy(file -> assertThat(
                            call.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                    .as("fragments called in %s", file)
                    .isSubsetOf(declared));
        }
    }
}
