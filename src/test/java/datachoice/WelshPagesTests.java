package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.Framed;
import datachoice.core.UkTime;
import datachoice.core.Welsh;
import datachoice.identity.WebVisitor;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Welsh is asked for in the address, and in nothing else; then every page that has Welsh is Welsh, and leads on in it. */
@WholePortal
class WelshPagesTests {
    private static final String NOT_CHECKED =
            "Nid yw geiriau Cymraeg y wefan hon wedi’u gwirio eto gan ddarllenydd Cymraeg.";
    private static final String TEXT_NOT_CHECKED = "Nid yw’r cyfieithiad hwn wedi’i wirio eto gan ddarllenydd Cymraeg.";
    private static final String ONLY_ENGLISH = "Dim ond yn Saesneg y mae’r dudalen hon ar gael.";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/about",
                "/about/journey",
                "/film",
                "/news",
                "/leaflets/better-information-means-better-care-cy/v/1",
                "/other-ways",
                "/privacy",
                "/signed-out"
            })
    void publicPagesAreWelshForEverybodyWhoAsks(String path) {
        var visitor = new WebVisitor(port).get(path + "?lang=cy");
        var page = visitor.page();
        isWelsh(visitor);
        assertThat(visitor.setCookies()).isEmpty();
        assertThat(page.select(".app-languages a[hreflang=en-GB]").attr("href")).isEqualTo(path);
        if (!path.equals("/signed-out")) {
            assertThat(visitor.header("Cache-Control").orElseThrow()).startsWith("public");
            var tag = visitor.header("ETag").orElseThrow();
            assertThat(visitor.get(path + "?lang=cy", "If-None-Match", tag).status())
                    .isEqualTo(304);
            assertThat(visitor.get(path, "If-None-Match", tag).status())
                    .as("in English")
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/privacy", "/other-ways", "/news"})
    void whatIsEnglishOnAWelshPageSaysSo(String path) {
        var page = new WebVisitor(port).get(path + "?lang=cy").page();
        assertThat(page.select("main [lang^=en]")).isNotEmpty();
        assertThat(page.select("main p, main h2, main h3, main li, main td").stream()
                        .filter(element -> element.text().contains(" the ")
                                || element.text().contains(" you "))
                        .filter(element ->
                                element.closest("[lang]").attr("lang").equals("cy")))
                .as("English words in a Welsh passage")
                .isEmpty();
    }

    @Test
    void theExplanationIsTheWelshEdition() {
        var page = new WebVisitor(port).get("/about?lang=cy").page();
        assertThat(page.select("h1").text()).isEqualTo("Gwell Gwybodaeth, Gwell Gofal");
        assertThat(page.select("main .nhsuk-inset-text").first().text())
                .contains(TEXT_NOT_CHECKED)
                .contains("Mae’n dweud yr un peth â fersiwn 1 yn Saesneg.")
                .doesNotContain("checked by a Welsh reader");
        assertThat(page.select("main a[href='/film?lang=cy']"))
                .as("the film, which is English")
                .isNotEmpty();
        assertThat(page.select("main p a[href='/other-ways?lang=cy']"))
                .as("a link in the text")
                .isNotEmpty();
    }

    /** The pictures are the same; what is read of them is not. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/film", Framed.ADDRESS})
    void theFilmIsReadInWelsh(String path) {
        var page = new WebVisitor(port).get(path + "?lang=cy").page();
        var track = page.select("main .app-film track").first();
        assertThat(track.attr("srclang")).isEqualTo("cy");
        assertThat(track.attr("label")).isEqualTo("Cymraeg");
        assertThat(new WebVisitor(port).get(track.attr("src")).body()).contains("Rydych yn mynd i’ch meddygfa.");
        var transcript = page.select("main .app-film details .nhsuk-details__text");
        assertThat(transcript.attr("lang")).isEmpty();
        assertThat(transcript.text()).contains("Rydych yn mynd i’ch meddygfa.");

        var english = new WebVisitor(port).get(path).page();
        assertThat(english.select("main .app-film track").first().attr("srclang"))
                .isEqualTo("en");
        assertThat(english.select("main video source").first().attr("src"))
                .isEqualTo(page.select("main video source").first().attr("src"));
        assertThat(english.select("main .app-film details .nhsuk-details__text").attr("lang"))
                .isEmpty();
    }

    /** On the website of a practice in Wales nothing around it says these things. */
    @Test
    void thePlayerForOtherWebsitesIsWelsh() {
        var visitor = new WebVisitor(port).get(Framed.ADDRESS + "?lang=cy");
        var page = visitor.page();
        assertThat(visitor.header("Content-Security-Policy")).hasValue(Framed.POLICY);
        assertThat(page.select("html").attr("lang")).isEqualTo("cy");
        assertThat(page.select("h1").text()).isEqualTo("Gwell Gwybodaeth, Gwell Gofal");
        assertThat(page.text()).contains(TEXT_NOT_CHECKED).contains("bydd eich gofal eich hun yn aros yr un fath");
        assertThat(page.select("a[href^=/]"))
                .allSatisfy(link -> assertThat(link.attr("href")).matches("/media/.*|.*lang=cy"));
        assertThat(visitor.setCookies()).isEmpty();
    }

    /** Decision 26: what a browser says about itself makes no other page. */
    @Test
    void theBrowserIsNotAsked() {
        var page = new WebVisitor(port).get("/", "Accept-Language", "cy").page();
        isEnglish(page);
        var other = page.select(".app-languages a");
        assertThat(other.attr("href")).isEqualTo("/?lang=cy");
        assertThat(other.attr("hreflang")).isEqualTo("cy");
        assertThat(other.attr("lang")).isEqualTo("cy");
        assertThat(other.text()).isEqualTo("Cymraeg");
        assertThat(page.select("a[href*=lang]")).as("no other link").hasSize(1);
    }

    /** B21. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lang=xx",
                "lang=",
                "lang",
                "lang=en&lang=cy",
                "lang=CY",
                "lang=cy%27",
                "lang=%3Cscript%3Ezq7",
                "lang=../../cy"
            })
    void anUnknownLanguageIsEnglish(String query) {
        var visitor = new WebVisitor(port).get("/about?" + query);
        assertThat(visitor.status()).isEqualTo(200);
        isEnglish(visitor.page());
        assertThat(visitor.body()).doesNotContain("zq7");
        assertThat(visitor.page().select("main a[href*=lang]:not([hreflang=cy])"))
                .isEmpty();
    }

    /** B21. */
    @Test
    void aVeryLongLanguageIsEnglish() {
        var visitor = new WebVisitor(port).get("/letter-code?lang=" + "c".repeat(8_000));
        assertThat(visitor.status()).isEqualTo(200);
        isEnglish(visitor.page());
        assertThat(visitor.body()).doesNotContain("cccccccc");
        isWelsh(new WebVisitor(port).get("/letter-code?lang=cy&other=" + "c".repeat(8_000)));
    }

    @Test
    void pagesInEnglishOnlySayThatAndPassTheWishOn() {
        var visitor = new WebVisitor(port).get("/sign-in?lang=cy");
        isEnglish(visitor.page());
        assertThat(visitor.page().select("[lang=cy]").text()).contains(ONLY_ENGLISH);
        assertThat(visitor.page().select("main form").attr("action")).isEqualTo("/sign-in?lang=cy");
        assertThat(new WebVisitor(port).get("/choices?lang=cy").location()).endsWith("/sign-in?lang=cy");
        assertThat(new WebVisitor(port).get("/sign-in").body()).doesNotContain(ONLY_ENGLISH);
    }

    @Test
    void whatIsNotThereIsNotThereInWelsh() {
        var visitor = new WebVisitor(port).get("/no-such-page?lang=cy");
        assertThat(visitor.status()).isEqualTo(404);
        assertThat(visitor.page().select("html").attr("lang")).isEqualTo("cy");
        assertThat(visitor.page().select("h1").text()).isEqualTo("Nid yw’r dudalen i’w chael");
        assertThat(visitor.page().select("main a").eachAttr("href")).allMatch(link -> link.endsWith("lang=cy"));
    }

    @Test
    void aLetterLeadsToAReceiptInWelsh() {
        var mair = cast.somebody("Mair Bevan", 66, cast.practice("Bevan Surgery"));
        var visitor = new WebVisitor(port).get("/letter-code?lang=cy");
        isWelsh(visitor);
        visitor.submit(
                "/letter-code?lang=cy",
                "code",
                "",
                "fullName",
                "",
                "dateOfBirth.day",
                "31",
                "dateOfBirth.month",
                "Chwefror",
                "dateOfBirth.year",
                "1960");
        assertThat(visitor.status()).isEqualTo(422);
        isWelsh(visitor);
        assertThat(visitor.page().title()).startsWith("Gwall: ");
        assertThat(visitor.page().select(".nhsuk-error-summary").text())
                .contains(
                        "Rhowch y cod o’ch llythyr",
                        "Rhowch enw llawn",
                        "Rhaid i’r dyddiad geni fod yn ddyddiad go iawn");

        visitor.submit(
                "/letter-code?lang=cy",
                "code",
                cast.letterFor(mair),
                "fullName",
                mair.name(),
                "dateOfBirth.day",
                String.valueOf(mair.born().getDayOfMonth()),
                "dateOfBirth.month",
                UkTime.date(mair.born(), Welsh.LOCALE).split(" ")[1],
                "dateOfBirth.year",
                String.valueOf(mair.born().getYear()));
        assertThat(visitor.location()).endsWith("/choices/" + mair + "/change?lang=cy");
        visitor.follow();
        isWelsh(visitor);
        assertThat(visitor.page().select(".app-facts li").first().text())
                .startsWith("Nid yw hyn yn ymwneud â’r gofal sy’n cael ei roi i chi.");
        assertThat(visitor.page().select("[name=shownIn]").attr("value")).isEqualTo("cy");

        visitor.submit("/choices/" + mair + "/change?lang=cy", "choice", "DO_NOT_ALLOW");
        assertThat(visitor.location()).contains("/check/").endsWith("?lang=cy");
        visitor.follow();
        isWelsh(visitor);
        var check = visitor.page().select("main form").attr("action");
        visitor.submit(check);
        assertThat(visitor.location()).contains("/receipts/").endsWith("?lang=cy");
        visitor.follow();
        isWelsh(visitor);
        assertThat(visitor.page().select("main").text())
                .contains("Rydym wedi cadw eich dewis", "Bydd llythyrau a negeseuon e-bost yn dod yn Saesneg.");
        assertThat(visitor.page().select("main [lang=en]").eachText()).containsExactly("Monday to Friday, 9am to 5pm");
        var english = visitor.page().select(".app-languages a").attr("href");
        assertThat(visitor.get(english).page().select("main [lang=cy]").text())
                .isEqualTo("Gwell Gwybodaeth, Gwell Gofal");
        assertThat(shownTo(mair)).containsExactly("better-information-means-better-care-cy 1 cy");
    }

    /** Whatever a browser sends in that hidden field: only what there is can have been shown. */
    @ParameterizedTest
    @ValueSource(strings = {"fr", "", "cy'", "CY"})
    void anInventedLanguageWasNotShown(String language) {
        var ann = cast.adult("Ann Tongue", cast.practice("Tongue Surgery"));
        var visitor = cast.byLetter(port, ann);
        visitor.get("/choices/" + ann + "/change");
        visitor.submit("/choices/" + ann + "/change", "choice", "ALLOW", "shownIn", language)
                .follow();
        visitor.submit(visitor.page().select("main form").attr("action"));
        assertThat(shownTo(ann)).containsExactly("better-information-means-better-care 1 en");
    }

    private List<String> shownTo(Cast.Somebody person) {
        return jdbc.queryForList(
                "select distinct content_item || ' ' || content_version || ' ' || language from choice.choice_event where subject = ?",
                String.class,
                person.id().value());
    }

    private static void isEnglish(Document page) {
        assertThat(page.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(page.text()).doesNotContain(NOT_CHECKED);
    }

    private static void isWelsh(WebVisitor visitor) {
        var page = visitor.page();
        assertThat(page.select("html").attr("lang")).isEqualTo("cy");
        assertThat(visitor.header("Content-Language")).contains("cy");
        assertThat(page.title()).endsWith("Eich dewis am eich data iechyd").doesNotContain("??");
        assertThat(page.select(".app-strip--language").text()).isEqualTo(NOT_CHECKED);
        assertThat(page.text()).doesNotContain("??");
        assertThat(links(page).filter(link -> !link.matches(".*[?&]lang=cy(#.*)?")))
                .as("lead to English pages")
                .isEmpty();
    }

    private static Stream<String> links(Document page) {
        return Stream.concat(
                        page.select("a[href^=/]").stream()
                                .filter(link -> !link.attr("hreflang").startsWith("en"))
                                .map(link -> link.attr("href")),
                        page.select("form").stream().map((Element form) -> form.attr("action")))
                .filter(link -> !link.startsWith("/media/") && !link.startsWith("/stay"))
                .filter(link -> !link.matches("/(leaflets/.*|other-ways)\\.(pdf|txt)"));
    }
}
