package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlCheckerTests {
    @Test
    void findsWhatIsWrong() {
        assertThat(HtmlChecker.errorsIn("<!doctype html><html lang=en><title>x</title><img src=x>"))
                .singleElement()
                .asString()
                .contains("alt");
    }

    /** One checker looks at all pages: what was wrong with the one before is not said of the next. */
    @Test
    void looksAtEachPageAlone() {
        var twice = "<!doctype html><html lang=en><title>x</title><p id=a>Right</p></html>";
        assertThat(HtmlChecker.errorsIn(twice.replace("</p>", "</p><p id=a>again</p>")))
                .singleElement()
                .asString()
                .contains("Duplicate ID");
        assertThat(HtmlChecker.errorsIn(twice)).isEmpty();
        assertThat(HtmlChecker.errorsIn(twice.replace("<p", "<center></center><p")))
                .singleElement()
                .asString()
                .contains("obsolete");
        assertThat(HtmlChecker.errorsIn(twice)).isEmpty();
    }

    @Test
    void isContentWithWhatIsRight() {
        assertThat(HtmlChecker.errorsIn("<!doctype html><html lang=en><title>x</title><p>Right</p></html>"))
                .isEmpty();
    }
}
