package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.sun.net.httpserver.HttpServer;
import datachoice.Cast;
import datachoice.core.Framed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** S12, T17: a practice shows the film on its own website; nothing else of the portal can be shown inside of another page. */
@Journey
class EmbeddingJourneyTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    private HttpServer practice;

    /** Another website: another port is another origin. Each address shows what its query names, in a frame. */
    @BeforeEach
    void aPracticeHasAWebsite() throws IOException {
        practice = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        practice.createContext("/", exchange -> {
            var page = """
                    <!doctype html><html lang="en"><title>Surgery</title><h1>Our surgery</h1>
                    <iframe src="http://localhost:%d%s" title="Film" width="320" height="560" allow="fullscreen"></iframe>
                    """.formatted(port, exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        practice.start();
    }

    @AfterEach
    void andCloses() {
        practice.stop(0);
    }

    /** A window that does not mind what the browser refuses. */
    private static Page window(Browsers browsers) {
        return browsers.visitor().page().context().newPage();
    }

    private Frame framed(Page page, String address) {
        page.navigate("http://localhost:" + practice.getAddress().getPort() + "/?" + address);
        return page.frames().get(1);
    }

    @Test
    void theFilmPlaysOnThePageOfAPracticeAndKeepsNothing(Browsers browsers) {
        var page = window(browsers);
        var player = framed(page, Framed.ADDRESS);
        assertThat(player.locator("h1").innerText()).isEqualTo("Better Information Means Better Care");
        assertThat(player.locator("html").getAttribute("lang")).isEqualTo("en-GB");
        assertThat(player.locator("script, form, header, footer, nav").count()).isZero();
        assertThat(player.locator("body").innerText()).contains("Yes is fine and no is fine");
        assertThat((Boolean)
                        player.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing runs off the side")
                .isTrue();
        assertThat((Boolean) player.evaluate("document.querySelector('video').paused"))
                .as("it does not start by itself")
                .isTrue();

        player.locator("video").first().focus();
        page.keyboard().press("Space");
        await().until(() -> (Boolean) player.evaluate("document.querySelector('video').currentTime > 0.2"));

        var other = page.context()
                .waitForPage(
                        () -> player.getByText("opens in a new tab").first().click());
        assertThat(other.url()).isEqualTo("http://localhost:" + port + "/");
        assertThat(page.url()).contains(String.valueOf(practice.getAddress().getPort()));
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void everyLinkLeavesTheFrame(Browsers browsers) {
        var page = window(browsers);
        var player = framed(page, Framed.ADDRESS);
        assertThat(player.locator("base").getAttribute("target")).isEqualTo("_blank");
        assertThat(player.locator("a[target]").count())
                .as("links that do otherwise")
                .isZero();
    }

    @Test
    void itPlaysWithoutScriptsToo(Browsers browsers) {
        var page =
                browsers.visitor(Browsers.Way.WITHOUT_SCRIPTS).page().context().newPage();
        framed(page, Framed.ADDRESS);
        var player = page.frameLocator("iframe");
        assertThat(player.locator("video").first().getAttribute("controls")).isNotNull();
        assertThat(player.locator("track").first().getAttribute("src")).startsWith("/media/");
        assertThat(player.locator("summary").first().innerText()).isEqualTo("Read what is said and shown");
    }

    /** What is copied is what is shown; without scripts there is no button, and the words can be selected. */
    @Test
    void aPracticeCopiesItsTexts(Browsers browsers) {
        cast.forgetFailedTries();
        var staff = cast.staffOf(cast.practice("Copying Surgery"));
        var visitor = browsers.visitor().signsInAtWork(staff);
        visitor.follows("Posters and texts").reads("in the name of Copying Surgery");
        var page = visitor.page();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        for (var text : List.of(
                "text-website",
                "text-newsletter",
                "text-letter",
                "text-sms",
                "snippet",
                "snippet-cy",
                "snippet-link")) {
            page.locator("[data-app-copy=" + text + "]").click();
            PlaywrightAssertions.assertThat(page.locator("#" + text + "-copied"))
                    .hasText("Copied");
            assertThat(page.evaluate("navigator.clipboard.readText()"))
                    .as(text)
                    .isEqualTo(page.locator("#" + text).textContent());
        }
        var without = browsers.visitor(Browsers.Way.WITHOUT_SCRIPTS).signsInAtWork(staff);
        without.opens("/practice/share");
        assertThat(without.page().locator("[data-app-copy]").all())
                .isNotEmpty()
                .noneMatch(button -> button.isVisible());
        PlaywrightAssertions.assertThat(without.page().locator("#text-website"))
                .containsText("Can your health data be used");
    }

    @Test
    void nothingElseCanBeFramed(Browsers browsers) {
        var page = window(browsers);
        for (var address : List.of(
                "/", "/about", "/film", "/press", "/press/stills/1.png", "/sign-in", "/letter-code", "/embed/films")) {
            var frame = framed(page, address);
            assertThat(frame.url()).as(address).startsWith("chrome-error:");
        }
    }
}
