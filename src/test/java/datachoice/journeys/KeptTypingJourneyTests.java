package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is typed on the editing page outlives the page, where scripts run. */
@Journey
class KeptTypingJourneyTests {
    private static final String KEPT = "[data-app-kept]";

    @Autowired
    Cast cast;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @Test
    void isKeptWhileItIsTypedAndWhenThePageIsLeft(Browsers browsers) {
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens("/publishing/new");
        var page = editor.page();
        editor.enters("Title", "Typing " + UUID.randomUUID()).presses("Start writing");
        var edit = page.url();

        page.clock().install();
        page.reload();
        editor.enters("Summary", "Half a sentence");
        page.clock().runFor(11_000);
        page.locator(KEPT + ":visible").waitFor();
        assertThat(page.locator(KEPT).textContent()).startsWith("Kept at");

        editor.enters("Summary", "Half a sentence, and more");
        editor.opens("/publishing"); // within the ten seconds
        await().untilAsserted(() -> {
            editor.opens(edit);
            editor.reads("You typed something on this page and did not save it.");
            page.locator("a[href*=take]").click();
            assertThat(page.locator("#summary").inputValue()).isEqualTo("Half a sentence, and more");
        });

        editor.enters("Text", "Words")
                .enters("What changed and why", "All of it")
                .presses("Save draft");
        editor.reads("Your draft is saved.");
        editor.opens(edit);
        assertThat(page.locator("a[href*=take]").count()).isZero();
    }
}
