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

    @Test
    void isContentWithWhatIsRight() {
        assertThat(HtmlChecker.errorsIn("<!doctype html><html lang=en><title>x</title><p>Right</p></html>"))
                .isEmpty();
    }
}
