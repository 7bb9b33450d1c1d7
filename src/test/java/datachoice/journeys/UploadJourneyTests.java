package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import datachoice.Cast;
import datachoice.publication.media.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A file is sent as soon as it is chosen, where scripts run; what cannot be sent like that goes with the form. */
@Journey
class UploadJourneyTests {
    private static final String EDIT = "/publishing/better-information-means-better-care/edit";

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

    private static String video(Page page) {
        return page.locator("input[name=video]").inputValue();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        var one = Files.createDirectories(folder.resolve(Integer.toString(name.hashCode())));
        return Files.write(one.resolve(name.replace('/', '_')), bytes);
    }
}
