package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The start page: what the choice is, the film, the ways in, and in demo the three people one can be. */
class HomePageTests {
    public record Film(
            String language,
            String videoUrl,
            String posterUrl,
            String posterAlt,
            String captionsUrl,
            String transcriptHtml) {}

    public record Explanation(
            String title,
            String summary,
            int n,
            String slug,
            @Nullable Film film) {}

    public record News(String slug, String title, String summary, LocalDate publishedOn) {
        public String language() {
            return "en";
        }
    }

    public record Programme(String name, String state, String sentence) {}

    private static final Film FILM = new Film(
            "en",
            "/media/1",
            "/media/2",
            "A surgery in the sun",
            "/media/3",
            "<p><strong>Speaker:</strong> Hello.</p>");

    private final Pages pages = new Pages();

    private static Map<String, Object> content(@Nullable Film film) {
        return new HashMap<>(Map.of(
                "older",
                false,
                "explanation",
                new Explanation("Better Information Means Better Care", "In short", 3, "better", film),
                "news",
                List.of(new News("film", "A film <b>about</b> you", "Watch it", LocalDate.of(2026, 11, 2))),
                "programmes",
                List.of(new Programme("Demo planning data set", "NOT_STARTED", "Nothing has been collected."))));
    }

    @Test
    void saysWhatTheChoiceIsBeforeItAsksForAnything() {
        var page = pages.draw("portal/home", content(FILM));

        assertThat(page.select("h1").text()).isEqualTo("Choose how your health data is used");
        assertThat(page.title()).isEqualTo("Choose how your health data is used – Your health data choice");
        assertThat(page.select(".app-three li")).hasSize(3);
        assertThat(page.select(".app-three li").first().text()).startsWith("This is not about your own care.");
        assertThat(page.select("a[href=/letter-code].nhsuk-button").text()).isEqualTo("I have a letter");
        assertThat(page.select("a[href=/sign-in].nhsuk-button").text()).isEqualTo("Sign in");
        assertThat(page.select("a[href=/other-ways]")).isNotEmpty();
        assertThat(page.text()).doesNotContain("??");
    }

    @Test
    void showsTheFilmWithCaptionsAndNeverStartsIt() {
        var page = pages.draw("portal/home", content(FILM));

        var video = page.select("video");
        assertThat(video.hasAttr("autoplay")).isFalse();
        assertThat(video.hasAttr("controls")).isTrue();
        assertThat(video.attr("preload")).isEqualTo("metadata");
        assertThat(video.attr("poster")).isEqualTo("/media/2");
        assertThat(video.select("track[kind=captions][default]").attr("src")).isEqualTo("/media/3");
        assertThat(page.select(".app-film > p").first().text()).isEqualTo("The still picture: A surgery in the sun");
        assertThat(page.select("details .app-article p").text()).isEqualTo("Speaker: Hello.");
        assertThat(page.select("a[href=/leaflets/better.pdf]")).hasSize(1);
    }

    @Test
    void standsWithoutAFilmAndWithoutAnyContent() {
        assertThat(pages.draw("portal/home", content(null)).select("video")).isEmpty();
        assertThat(pages.draw("portal/home", Map.of()).select("h1")).hasSize(1);
    }

    @Test
    void tellsTheStateOfEachProgrammeAndTheNews() {
        var page = pages.draw("portal/home", content(FILM));

        assertThat(page.select(".app-programmes li").text())
                .isEqualTo("Not started Demo planning data set Nothing has been collected.");
        assertThat(page.select("a[href=/news/film]").text()).isEqualTo("A film <b>about</b> you");
        assertThat(page.select("time").text()).isEqualTo("2 November 2026");
        assertThat(page.select("time").attr("datetime")).isEqualTo("2026-11-02");
    }

    /** One address for all: no token, no name, nothing that could differ between two visitors. */
    @Test
    void isTheSameForEverybody() {
        var demo = content(FILM);
        demo.put("demo", true);

        assertThat(pages.html("portal/home", content(FILM), null)).doesNotContain("<form", "_csrf");
        assertThat(pages.html("portal/home", demo, null))
                .doesNotContain("_csrf")
                .isEqualTo(pages.html("portal/home", demo, null));
    }

    @Test
    void letsOneBeOthersInDemoOnly() {
        var demo = content(FILM);
        demo.put("demo", true);

        var page = pages.draw("portal/home", demo);

        assertThat(page.select("form[method=post][action=/demo/sign-in] input[type=hidden][name=who]")
                        .eachAttr("value"))
                .containsExactly(
                        "george@demo.example",
                        "staff@elm.example",
                        "editor@demo.example",
                        "lead@elm.example",
                        "admin@demo.example",
                        "auditor@demo.example");
        assertThat(page.select("form button").eachText())
                .containsExactly(
                        "Be George",
                        "Be Elm Surgery",
                        "Be the editor",
                        "Be the practice lead",
                        "Be the administrator",
                        "Be the auditor");
        assertThat(page.select(".app-story__step")).hasSize(5);
        assertThat(page.select(".app-story__screen").eachText()).contains("In force at your practice since 10:42");
    }
}
