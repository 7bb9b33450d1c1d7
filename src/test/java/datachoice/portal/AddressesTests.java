package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language stands in the address: it is read there, and kept there. */
class AddressesTests {
    @ParameterizedTest
    @CsvSource({
        "/,                                   /?lang=cy",
        "/about#own-care,                     /about?lang=cy#own-care",
        "/choices/1/change?draft=2,           /choices/1/change?draft=2&lang=cy",
        "/film?,                              /film?lang=cy",
        "/receipts/7KQ2-M4XD.pdf,             /receipts/7KQ2-M4XD.pdf?lang=cy",
        "/sign-in,                            /sign-in?lang=cy",
        "/about?lang=cy,                      /about?lang=cy",
        "/about?lang=en,                      /about?lang=en",
        "/about?slang=1,                      /about?slang=1&lang=cy",
        "/leaflets/a/v/1.pdf,                 /leaflets/a/v/1.pdf",
        "/leaflets/a/large.pdf,               /leaflets/a/large.pdf",
        "/leaflets/a/text.txt,                /leaflets/a/text.txt",
        "/assets/css/app.css,                 /assets/css/app.css",
        "/media/1,                            /media/1",
        "/practice/people/1,                  /practice/people/1",
        "/publishing,                         /publishing",
        "/practice-news,                      /practice-news?lang=cy",
        "#film,                               #film",
        "//elsewhere.example/,                //elsewhere.example/",
        "https://elsewhere.example/,          https://elsewhere.example/",
        "mailto:somebody@example.org,         mailto:somebody@example.org"
    })
    void pagesOfOursAreAskedForInWelsh(String before, String after) {
        assertThat(Addresses.inWelsh(before)).isEqualTo(after);
        assertThat(Addresses.inWelsh(after)).as("twice").isEqualTo(after);
    }

    /** B21. */
    @ParameterizedTest
    @ValueSource(strings = {"lang=cy", "draft=1&lang=cy", "lang=cy&lang=en", "lang=cy&lang=cy", "&&lang=cy"})
    void welshIsWelsh(String query) {
        assertThat(Addresses.askForWelsh(query)).isTrue();
    }

    /** B21. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lang",
                "lang=",
                "lang=en",
                "lang=xx",
                "lang=CY",
                "lang=cy-GB",
                "lang=en&lang=cy",
                "lang[]=cy",
                "slang=cy",
                "lang=%63y",
                "lang=cy%00",
                "lang=cy'"
            })
    void anythingElseIsEnglish(String query) {
        assertThat(Addresses.askForWelsh(query)).isFalse();
    }

    @Test
    void theSwitchKeepsTheAnswerThatIsBeingChanged() {
        assertThat(Addresses.askForWelsh(null)).isFalse();
        assertThat(Addresses.inNone("/", null)).isEqualTo("/");
        assertThat(Addresses.inNone("/", "lang=cy&lang=xx")).isEqualTo("/");
        assertThat(Addresses.inNone("/choices/1/change", "draft=01a2-3f&lang=cy&x=%20"))
                .isEqualTo("/choices/1/change?draft=01a2-3f");
    }

    /** S12: a link that somebody sends fills in and says nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"code=9ZZ9-9ZZ9", "x", "draft=%3Cscript%3E", "draft=//elsewhere.example", "&&=", "mydraft=1"})
    void theSwitchSaysNothingBackThatALinkSays(String query) {
        assertThat(Addresses.inNone("/letter-code", query)).isEqualTo("/letter-code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/about",
                "/about/journey",
                "/film",
                "/news/a",
                "/other-ways",
                "/privacy",
                "/leaflets/a/v/1",
                "/letter-code",
                "/choices/1/change",
                "/choices/1/change/separately",
                "/choices/1/check/2",
                "/receipts/a",
                "/receipts/a.pdf",
                "/signed-out"
            })
    void fromHomeToReceiptPagesSpeakWelsh(String path) {
        assertThat(Languages.speakWelsh(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/choices",
                "/choices/1",
                "/choices/1/not-me/2",
                "/account/new",
                "/practice",
                "/publishing",
                "/admin/accounts",
                "/audit",
                "/demo/mail",
                "/robots.txt",
                "/actuator/health",
                "//",
                "/media/1"
            })
    void othersDoNot(String path) {
        assertThat(Languages.speakWelsh(path)).isFalse();
    }

    @Test
    void linksOfAPublishedTextLeadOnInWelsh() {
        var welsh = new PageLanguage(true, false, "/about");
        assertThat(welsh.linked("<p>Href: <a class=\"nhsuk-link\" href=\"/other-ways?a=1&amp;b=2#x\">dewis</a>"
                        + " <a href=\"#film\">ffilm</a> <a href=\"https://example.org/\">arall</a></p>"))
                .isEqualTo("<p>Href: <a class=\"nhsuk-link\" href=\"/other-ways?a=1&amp;b=2&amp;lang=cy#x\">dewis</a>"
                        + " <a href=\"#film\">ffilm</a> <a href=\"https://example.org/\">arall</a></p>");
        assertThat(new PageLanguage(false, false, "").linked("<a href=\"/\">x</a>"))
                .isEqualTo("<a href=\"/\">x</a>");
    }
}
