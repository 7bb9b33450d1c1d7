package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import datachoice.Cast;
import datachoice.publication.media.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A file is sent as soon as it is chosen, where scripts run; what cannot be sent like that goes with the form. */
@Journey
class UploadJourneyTests {
    private static final String EDIT = "/publishing/better-information-means-better-care/edit";
    private static final String ALL_SPOKEN = "Everything that the film shows is also said in it";

    @TempDir
    Path folder;

    @Autowired
    Cast cast;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @Test
    void saysAtOnceWhetherAFileIsGood(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens(EDIT);
        var before = video(editor.page());

        editor.attaches("Video", file("a list.mp4", "no,film\n".getBytes()));
        editor.reads("The video must be an MP4 file");
        assertThat(video(editor.page())).isEqualTo(before);

        editor.attaches("Video", file("<b>new film.mp4", TestFiles.film()));
        editor.reads("<b>new film.mp4 is uploaded. Save the draft to keep it");
        var kept = video(editor.page());
        assertThat(kept).isNotEqualTo(before).hasSize(36);
        assertThat(editor.page().locator("progress:visible").count()).isZero();

        editor.enters("Summary", "").presses("Save draft");
        editor.reads("Enter a summary", "<b>new film.mp4");
        assertThat(video(editor.page())).as("the same file, not sent again").isEqualTo(kept);
    }

    @Test
    void sendsWithTheFormWhatCouldNotBeSentBefore(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens(EDIT);
        var before = video(editor.page());
        editor.page().route("**/publishing/files", Route::abort);
        editor.attaches("Video", file("film.mp4", TestFiles.film()));
        editor.reads("The file did not arrive.");
        editor.forgetsTrouble();
        editor.enters("Summary", "").presses("Save draft");
        editor.reads("Enter a summary", "film.mp4");
        assertThat(video(editor.page())).isNotEqualTo(before).hasSize(36);
    }

    @Test
    void showsCaptionsBeforeTheyAreSaved(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens(EDIT);
        editor.attaches(
                "Captions", file("bad.vtt", "WEBVTT\n\nno time\n\n00:03.000 --> 00:01.000\nbackwards\n".getBytes()));
        editor.reads("Captions, line 3: write times like", "Captions, line 5: this caption must start");
        editor.attaches(
                "Captions", file("good.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann>Good day\n".getBytes()));
        editor.reads("good.vtt is uploaded.");
        var list = editor.page().locator("[role=status] a").getAttribute("href");
        editor.opens(list);
        editor.reads("Ann: Good day", "00:01.000");
    }

    /** What was typed stays, instead of being sent to be refused with the file. */
    @Test
    void keepsWhatIsTypedWhenTheVisitIsOver(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens(EDIT);
        editor.enters("What changed and why", "Half an hour of work");
        editor.page()
                .route("**/publishing/files", route -> {
                    editor.page()
                            .evaluate(
                                    "document.querySelector('[data-app-uploads]').closest('form').requestSubmit()"); // Save, meanwhile
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(403)
                            .setContentType("text/html")
                            .setBody("<p>Signed out"));
                });
        editor.attaches("Video", file("film.mp4", TestFiles.film()));
        editor.reads("The file did not arrive. If you were signed out");
        assertThat(editor.page().url()).endsWith("/edit");
        assertThat(editor.page().locator("[name=whatChanged]").inputValue()).isEqualTo("Half an hour of work");
        assertThat(editor.page().locator("[name=videoFile]").getAttribute("aria-invalid"))
                .isEqualTo("true");
        editor.forgetsTrouble();
    }

    /** Whoever ticks while a film is still on its way has watched that one. */
    @Test
    void aTickIsAboutTheFilmThatWasChosen(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        var tick = aFilmThatIsTicked(editor);
        var sent = holds(editor.page());
        editor.attaches("Video", file("new film.mp4", TestFiles.film()));
        editor.page().waitForCondition(() -> sent.size() == 1);
        assertThat(tick.isChecked()).isFalse();

        editor.selects(ALL_SPOKEN);
        sent.remove().resume();
        editor.reads("new film.mp4 is uploaded.");
        assertThat(tick.isChecked()).isTrue();

        editor.enters("Summary", "").presses("Save draft");
        editor.reads("Enter a summary").readsNothingOf("was ticked for the film before");
        assertThat(tick.isChecked()).isTrue();
    }

    /** Refused, too large, or taken back: the film before stays, and so does what was said of it. */
    @Test
    void aTickComesBackWithTheFilmBefore(Browsers browsers) throws IOException {
        var editor = browsers.visitor();
        var tick = aFilmThatIsTicked(editor);
        var kept = video(editor.page());

        editor.attaches("Video", file("a list.mp4", "no,film\n".getBytes()));
        editor.reads("The video must be an MP4 file");
        assertThat(tick.isChecked()).isTrue();

        var sent = holds(editor.page());
        editor.attaches("Video", file("second.mp4", TestFiles.film()));
        editor.page().waitForCondition(() -> sent.size() == 1);
        assertThat(tick.isChecked()).isFalse();
        editor.page().locator("[name=videoFile]").setInputFiles(new Path[0]);
        assertThat(tick.isChecked()).isTrue();

        editor.attaches("Video", file("third.mp4", TestFiles.film()));
        editor.page().waitForCondition(() -> sent.size() == 2);
        assertThat(tick.isChecked()).isFalse();
        editor.page().evaluate("document.querySelector('[data-app-upload=VIDEO]').dataset.appLargest = '10'");
        editor.attaches("Video", file("too large.mp4", TestFiles.film()));
        assertThat(tick.isChecked()).isTrue();
        assertThat(video(editor.page())).isEqualTo(kept);
        editor.forgetsTrouble();
    }

    /** On the editing page; nothing is saved. */
    private Locator aFilmThatIsTicked(Visitor editor) throws IOException {
        editor.signsInAtWork(cast.editor()).opens(EDIT);
        editor.attaches("Video", file("first.mp4", TestFiles.film()));
        editor.reads("first.mp4 is uploaded.");
        editor.selects(ALL_SPOKEN);
        return editor.page().locator("#allSpoken");
    }

    /** From now on files wait on their way to the portal. */
    private static Deque<Route> holds(Page page) {
        var waiting = new ArrayDeque<Route>();
        page.route("**/publishing/files", waiting::add);
        return waiting;
    }

    private static String video(Page page) {
        return page.locator("input[name=video]").inputValue();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        var one = Files.createDirectories(folder.resolve(Integer.toString(name.hashCode())));
        return Files.write(one.resolve(name.replace('/', '_')), bytes);
    }
}
