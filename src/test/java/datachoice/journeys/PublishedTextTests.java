package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import datachoice.Cast;
import datachoice.publication.media.Captions;
import datachoice.publication.media.FileRefused;
import datachoice.publication.text.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** T12: an editor types everything that could make a reader's browser do something, and it is published. */
@Journey
class PublishedTextTests {
    /** Ends whatever may have begun, so that what comes next is not swallowed by it. */
    private static final String END = "</script></style></textarea></pre> --> ]]> ?>";

    /** As if the readers' hands went over all of it; addresses are looked at, not followed. */
    private static final String TOUCH_ALL = """
            async () => {
                const events = ['mouseover', 'mouseenter', 'pointerdown', 'mousedown', 'focus', 'focusin', 'beforeinput', 'input',
                    'keydown', 'animationstart', 'transitionend', 'toggle', 'scroll', 'load', 'error', 'click'];
                document.addEventListener('click', event => event.preventDefault(), true);
                document.addEventListener('submit', event => event.preventDefault(), true);
                for (const e of document.querySelectorAll('main *')) {
                    for (const name of events) e.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
                }
                await new Promise(done => setTimeout(done, 300));
            }""";

    private static final String LEAFLET = "better-information-means-better-care";

    @TempDir
    Path folder;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @Test
    void runsNothingInAReadersBrowser(Browsers browsers) {
        var payloads = Payloads.all().toList();
        var text = IntStream.range(0, payloads.size())
                .mapToObj(n -> payloads.get(n) + "\n\n" + END + "\n\nAfter number " + n + ".")
                .collect(Collectors.joining("\n\n"));
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens("/publishing/new");
        editor.enters("Title", "What an editor could type").presses("Start writing");
        editor.enters("Summary", "Everything at once.").enters("Text", text);
        editor.enters("What changed and why", "New.").presses("Save draft");
        editor.reads("Your draft is saved.");
        var item = editor.page().url().replaceFirst(".*/publishing/([^/?]+).*", "$1");
        editor.opens("/publishing/" + item + "/preview");
        assertNothingRan(editor, payloads.size());

        // Nobody could hand it over: the checks find half of it. As if it were live all the same.
        jdbc.update("""
                insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                select item, 1, title, summary, body, what_changed, editors, gen_random_uuid(), false
                from publication.draft where item = ?
                """, item);

        var reader = browsers.visitor();
        reader.opens("/news").follows("What an editor could type");
        assertNothingRan(reader, payloads.size());
        assertThat(addresses(reader.page()))
                .as("where links lead")
                .allMatch(address -> address.matches("(https?|mailto|tel):.*"));
    }

    /** The same with captions: each that is taken is made into what a player would show. */
    @Test
    void runsNothingThatCaptionsSay(Browsers browsers) throws IOException {
        var taken =
                Payloads.captions().stream().filter(PublishedTextTests::isTaken).toList();
        assertThat(taken)
                .hasSizeGreaterThan(15)
                .hasSizeLessThan(Payloads.captions().size());
        var file = Files.writeString(folder.resolve("all.vtt"), captions(taken));
        var editor = browsers.visitor();
        editor.signsInAtWork(cast.editor()).opens("/publishing/" + LEAFLET + "/edit");
        editor.attaches("Captions", file).reads("all.vtt is uploaded.");
        editor.enters("What changed and why", "Other captions.")
                .presses("Save draft")
                .reads("Your draft is saved.");
        editor.opens("/publishing/" + LEAFLET + "/preview");
        var page = editor.page();
        var opened = alarms(page);
        var shown = page.evaluate("""
                async () => {
                    const track = document.querySelector('main video track').track;
                    track.mode = 'showing';
                    for (let i = 0; i < 50 && !track.cues?.length; i++) await new Promise(done => setTimeout(done, 100));
                    for (const cue of track.cues) document.querySelector('main').append(cue.getCueAsHTML(), document.createElement('hr'));
                    return track.cues.length;
                }""");
        assertThat(shown).isEqualTo(taken.size());
        page.evaluate(TOUCH_ALL);
        assertThat(opened).as("scripts that ran").isEmpty();
        editor.hadNoTrouble();
        editor.opens("/publishing/" + LEAFLET + "/discard").presses("Discard the draft");
    }

    private static boolean isTaken(String words) {
        try {
            Captions.read(captions(List.of(words)).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (FileRefused refused) {
            return false;
        }
    }

    private static String captions(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(n ->
                        "%02d:%02d.000 --> %02d:%02d.500\n%s\n".formatted(n / 60, n % 60, n / 60, n % 60, words.get(n)))
                .collect(Collectors.joining("\n", "WEBVTT\n\n", ""));
    }

    /** Were the text not cleaned, the page's own rules would still stop it; and the test above would have noticed. */
    @Test
    void whatIsNotCleanedIsStoppedByThePageItself(Browsers browsers) {
        var reader = browsers.visitor();
        var page = reader.opens("/news").page();
        var opened = alarms(page);
        page.evaluate("""
                async () => {
                    window.stopped = [];
                    document.addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective));
                    const box = document.querySelector('main').appendChild(document.createElement('div'));
                    box.innerHTML = '<img src=/no-such-picture onerror=alert(1)><a href="javascript:alert(2)">a</a><p onclick=alert(3)>b</p>';
                    box.appendChild(document.createElement('script')).textContent = 'alert(4)';
                    box.querySelector('a').click();
                    box.querySelector('p').click();
                    await new Promise(done => setTimeout(done, 500));
                }""");
        assertThat(opened).as("scripts that ran").isEmpty();
        assertThat((List<?>) page.evaluate("() => stopped"))
                .as("what the policy stopped")
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(rule -> rule.toString().startsWith("script-src"));
        assertThat(reader.troubles())
                .as("and what a reader's browser complained about")
                .isNotEmpty();
        reader.forgetsTrouble();
    }

    private static void assertNothingRan(Visitor visitor, int payloads) {
        var page = visitor.page();
        var opened = alarms(page);
        var address = page.url();
        page.reload();
        var text = visitor.text();
        assertThat(IntStream.range(0, payloads).filter(n -> !text.contains("After number " + n + ".")))
                .as("payloads that swallowed what came after them")
                .isEmpty();
        page.evaluate(TOUCH_ALL);
        assertThat(opened).as("scripts that ran").isEmpty();
        assertThat(page.url()).isEqualTo(address);
        assertThat(page.context().pages()).hasSize(1);
        visitor.hadNoTrouble();
    }

    /** What a script would open, closed again. */
    private static List<String> alarms(Page page) {
        var opened = new ArrayList<String>();
        page.onDialog(dialog -> {
            opened.add(dialog.message());
            dialog.dismiss();
        });
        return opened;
    }

    private static List<String> addresses(Page page) {
        return ((List<?>) page.evaluate("() => [...document.querySelectorAll('main a[href]')].map(a => a.href)"))
                .stream().map(String::valueOf).toList();
    }
}
