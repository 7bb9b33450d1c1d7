package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.core.UkTime;
import datachoice.journeys.Browsers.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;

/**
 * The explanation changes: one person writes, another publishes, and the next choice is stored with what was shown. On a portal
 * of its own: what was published stays, and other tests read what came with the software.
 */
@Journey
@TestPropertySource(properties = "datachoice.home=${test.folder:target}/publishing-journey")
class PublishingJourneyTests {
    private static final String TITLE = "Better Information Means Better Care";
    private static final String LEAFLET = "/leaflets/better-information-means-better-care";

    @Autowired
    Cast cast;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @EachWay
    void anApproverSetsATimeAndWhoeverPublishesMayStopIt(Way way, Browsers browsers) {
        var title = "Open on Saturdays " + UUID.randomUUID();
        var editor = browsers.visitor(way);
        editor.signsInAtWork(cast.editor()).presses("Write a news item");
        editor.enters("Title", title).presses("Start writing");
        editor.enters("Summary", "From May.")
                .enters("Text", "The surgery opens on Saturdays.")
                .enters("What changed and why", "New.")
                .presses("Save draft");
        editor.presses("Hand over for approval");

        var approver = browsers.visitor(way);
        approver.signsInAtWork(cast.approver()).follows(title).presses("Read and approve");
        approver.follows("Choose a day and time").presses("Approve for that time");
        approver.reads("Enter the day when it is to go live", "Enter the time when it is to go live");
        var tomorrow = UkTime.today(Clock.systemUTC()).plusDays(1);
        approver.entersDate("On which day?", tomorrow)
                .enters("At what time? (UK time)", "9am")
                .presses("Approve for that time");
        var goesLive = "Goes live at 9:00 on " + UkTime.date(tomorrow) + ", UK time";
        approver.reads("Approved. It goes live at the time you set.", goesLive);

        editor.opens("/publishing").follows(title);
        editor.reads(goesLive).presses("Stop it from going live");
        editor.reads("It does not go live.", "Waiting for approval").readsNothingOf("Goes live at");
    }

    @EachWay
    void anEditorChangesLeafletAndFilmASecondPersonPublishes(Way way, Browsers browsers, @TempDir Path folder)
            throws IOException {
        var reader = browsers.visitor(way);
        reader.opens(LEAFLET);
        int live = Integer.parseInt(reader.page().url().replaceAll(".*/v/", ""));
        int next = live + 1;
        var filmBefore = reader.opens("/film").film();
        var sentence = "A sentence that version %d brought.".formatted(next);

        var editor = browsers.visitor(way);
        editor.signsInAtWork(cast.editor());
        assertThat(editor.heading()).isEqualTo("Content");
        editor.follows(TITLE).presses("Start a draft");
        editor.adds("Text", "\n\n" + sentence + "\n")
                .enters("Summary", "")
                .attaches("Video", anotherFilm(folder))
                .selects("Everything that the film shows is also said in it")
                .presses("Save draft")
                .reads("Enter a summary");
        assertThat(editor.title()).startsWith("Error: ");
        if (way == Way.WITHOUT_SCRIPTS) { // the page that was sent knew only the film before
            editor.reads("was ticked for the film before: watch this one, and tick again");
            assertThat(editor.page().locator("#allSpoken").isChecked()).isFalse();
        } else {
            assertThat(editor.page().locator("#allSpoken").isChecked()).isTrue();
        }
        editor.enters("Summary", "What is shared, and what you can choose.")
                .enters("What changed and why", "One more sentence, and a new film.")
                .selects("Everything that the film shows is also said in it")
                .presses("Save draft");
        editor.reads("Your draft is saved. It is not live.");
        editor.presses("Hand over for approval").reads("The draft now waits for somebody else to approve it.");
        editor.readsNothingOf("Read and approve");
        reader.opens("/about").readsNothingOf(sentence);

        var approver = browsers.visitor(way);
        approver.signsInAtWork(cast.approver()).follows(TITLE).presses("Read and approve");
        approver.reads(sentence, "One more sentence, and a new film.").presses("Publish version " + next + " now");
        approver.reads("It is live now.");

        reader = browsers.visitor(way); // the first one's browser may show what it has for another minute
        reader.opens("/about").reads(sentence);
        assertThat(reader.opens("/film").film()).isNotEqualTo(filmBefore);
        reader.opens(LEAFLET);
        assertThat(reader.page().url()).endsWith("/v/" + next);
        reader.opens(LEAFLET + "/v/" + live).readsNothingOf(sentence);
        assertThat(reader.page().request().get(filmBefore).status())
                .as("the film before")
                .isEqualTo(200);

        var patient = cast.adult("Vera Version", cast.practice("Version Surgery"));
        var visitor = browsers.visitor(way);
        visitor.opens("/letter-code")
                .entersLetter(cast.letterFor(patient), patient)
                .selects("Yes, it can be used")
                .presses("Continue")
                .reads(TITLE + ", version " + next)
                .presses("Save my choice")
                .reads("We showed you " + TITLE + ", version " + next);
    }

    /** The same pictures, in a file that is not the same: a box that players skip stands at its end. */
    private static Path anotherFilm(Path folder) throws IOException {
        var film = folder.resolve("new film.mp4");
        try (var bytes = new ClassPathResource("publication/film/film.mp4").getInputStream()) {
            Files.copy(bytes, film);
        }
        var text = Long.toString(System.nanoTime(), 36).getBytes();
        var box = java.nio.ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .put("free".getBytes())
                .put(text);
        return Files.write(film, box.array(), StandardOpenOption.APPEND);
    }
}
