package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.RequestOptions;
import datachoice.journeys.Browsers.Way;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A demo that somebody else started, such as {@code docker compose up}, walked through with nothing but its pages:
 * {@code ./mvnw test -Poutside -Djourney.url=http://localhost:8080}. Uses up letters of that demo.
 */
@Tag("outside")
@ExtendWith({BrowserPresent.class, Browsers.Provided.class})
class DemoFromOutsideTests {
    static final String URL = "journey.url";

    private static final String NO = "No, it cannot be used";
    private static final DateTimeFormatter BORN = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    @BeforeAll
    static void somebodyStartedIt() {
        assertThat(System.getProperty(URL))
                .as("-D" + URL + "=, where the demo answers")
                .isNotNull()
                .matches("http://localhost:\\d+");
    }

    /** Where the demo answers; empty in all other runs. */
    static Optional<String> address() {
        return Optional.ofNullable(System.getProperty(URL));
    }

    private record Letter(String name, LocalDate born, String code) {}

    @EachWay
    void aPatientWithALetterGetsAReceipt(Way way, Browsers browsers) {
        var letters = lettersIn(browsers.visitor());
        var visitor = browsers.visitor(way);
        for (var letter : letters) {
            visitor.startsCounting().opens("/").follows("I have a letter");
            enter(visitor, letter);
            if (visitor.heading().startsWith("Can ")) {
                break; // the others were used before
            }
        }
        visitor.selects(NO)
                .presses("Continue")
                .reads("Data from your GP record cannot leave")
                .presses("Save my choice");
        assertThat(visitor.heading()).isEqualTo("We have saved your choice");
        assertThat(visitor.screens()).hasSize(5);
        assertThat(visitor.reference()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @Test
    void thePracticeEntersWhatGeorgeSaid(Browsers browsers) {
        var george = browsers.visitor();
        george.opens("/").presses("Be George");
        george.followsBeside(
                        "George Ashdown", george.text().contains("Change the choice") ? "Change the choice" : "Choose")
                .selects(NO)
                .presses("Continue")
                .presses("Save my choice");
        assertThat(george.heading()).isEqualTo("We have saved your choice");

        var practice = browsers.visitor();
        practice.opens("/").presses("Be Elm Surgery");
        practice.selects("Tick Ashdown, George")
                .presses("Entered in our system")
                .reads("1 choice is marked as entered");
        george.opens("/receipts/" + george.reference()).reads("In force at your practice since");
    }

    @Test
    void theFilmComesInParts(Browsers browsers) {
        var visitor = browsers.visitor();
        visitor.opens("/film");
        var film = visitor.film();
        var answer = visitor.page().request().get(film, RequestOptions.create().setHeader("Range", "bytes=0-99"));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).hasSize(100);
    }

    private static void enter(Visitor visitor, Letter letter) {
        visitor.enters("Code from your letter", letter.code())
                .enters("Full name", letter.name())
                .enters("Day", String.valueOf(letter.born().getDayOfMonth()))
                .enters("Month", String.valueOf(letter.born().getMonthValue()))
                .enters("Year", String.valueOf(letter.born().getYear()))
                .presses("Continue");
    }

    /** Letters with a code to people who choose for themselves. */
    private static List<Letter> lettersIn(Visitor visitor) {
        visitor.opens("/demo/mail");
        var letters = new ArrayList<Letter>();
        for (var article :
                visitor.page().locator("article.app-mail--post:has(code)").all()) {
            var name = article.getAttribute("data-to");
            if (!name.startsWith("The parent")) {
                var born = article.locator(".app-mail__hint")
                        .innerText()
                        .replaceAll(".*?(\\d{1,2} \\p{L}+ \\d{4}).*", "$1");
                letters.add(new Letter(
                        name,
                        LocalDate.parse(born, BORN),
                        article.locator("code").innerText().strip()));
            }
        }
        assertThat(letters).as("letters with a code").isNotEmpty();
        return letters;
    }
}
