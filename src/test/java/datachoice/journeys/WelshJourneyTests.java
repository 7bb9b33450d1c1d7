package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.core.UkTime;
import datachoice.core.Welsh;
import datachoice.journeys.Browsers.Way;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/**
 * From home to receipt in Welsh, and nothing of it in English but what says so. On a portal of its own: where another test has
 * published a newer English text, the facts beside the question are rightly English.
 */
@Journey
@TestPropertySource(properties = "spring.application.name=datachoice-cymraeg")
class WelshJourneyTests {
    private static final String MONTH =
            "(Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)";

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @EachWay
    void somebodyChoosesInWelsh(Way way, Browsers browsers) {
        var gwen = cast.somebody("Gwen Morgan", 71, cast.practice("Meadow Surgery"));
        var visitor = browsers.visitor(way);

        visitor.opens("/").follows("Cymraeg");
        inWelsh(visitor);
        visitor.reads("Nid yw geiriau Cymraeg y wefan hon wedi’u gwirio eto gan ddarllenydd Cymraeg.")
                .follows("Mae gen i lythyr");
        inWelsh(visitor);

        // nothing entered: each box says so
        visitor.presses("Parhau").reads("Mae yna broblem", "Rhowch ddyddiad geni");
        inWelsh(visitor);
        assertThat(visitor.title()).startsWith("Gwall: ");

        var born = gwen.born();
        visitor.enters("Cod o’ch llythyr", cast.letterFor(gwen))
                .enters("Enw llawn", gwen.name())
                .enters("Diwrnod", String.valueOf(born.getDayOfMonth()))
                .enters("Mis", UkTime.date(born, Welsh.LOCALE).split(" ")[1])
                .enters("Blwyddyn", String.valueOf(born.getYear()))
                .presses("Parhau");
        inWelsh(visitor);
        visitor.reads("A ellir defnyddio eich data iechyd ar gyfer ymchwil a chynllunio?")
                .reads("Nid yw hyn yn ymwneud â’r gofal sy’n cael ei roi i chi.")
                .presses("Parhau")
                .reads("Dewiswch “ie” os gellir defnyddio data iechyd amdanoch chi");
        inWelsh(visitor);

        visitor.selects("Na, ni ellir ei ddefnyddio").presses("Parhau");
        inWelsh(visitor);
        visitor.reads(
                "Gwen Morgan (chi)",
                "Na. Ni chaiff data o’ch cofnod meddyg teulu adael Meadow Surgery",
                "Gwell Gwybodaeth, Gwell Gofal, fersiwn 1",
                "Bydd llythyrau a negeseuon e-bost yn dod yn Saesneg.");

        visitor.presses("Cadw fy newis");
        inWelsh(visitor);
        visitor.reads("Rydym wedi cadw eich dewis", "Gall Meadow Surgery ei weld nawr");
        assertThat(visitor.text()).containsPattern("Cadwyd am \\d{1,2}:\\d{2} ar \\d{1,2} " + MONTH + " \\d{4}");
        assertThat(jdbc.queryForList(
                        "select distinct content_item || ' ' || content_version || ' ' || language from choice.choice_event where subject = ?",
                        String.class,
                        gwen.id().value()))
                .as("what was shown")
                .isEqualTo(List.of("better-information-means-better-care-cy 1 cy"));
        assertThat(jdbc.queryForList(
                        "select body from letter.message where person = ? and body like '%saved%'",
                        String.class, gwen.id().value()))
                .as("the letter is English, its date too")
                .isNotEmpty()
                .noneMatch(body -> body.contains("cadw") || body.contains(" ar "));

        // the same receipt in English, and back
        visitor.follows("English").reads("We have saved your choice");
        assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo("en-GB");
        assertThat(visitor.page().url()).doesNotContain("lang=");
        visitor.follows("Cymraeg").presses("Allgofnodi");
        inWelsh(visitor);
        visitor.reads("Rydych wedi allgofnodi");
    }

    @EachWay
    void theChoiceIsKeptThroughPagesThatAreInEnglishOnly(Way way, Browsers browsers) {
        var huw = cast.adult("Huw Parry", cast.practice("Parry Surgery"));
        var visitor = browsers.visitor(way);

        visitor.opens("/?lang=cy").follows("Mewngofnodi");
        assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo("en-GB");
        visitor.reads("Dim ond yn Saesneg y mae’r dudalen hon ar gael.")
                .entersPassword(cast.accountOf(huw))
                .reads("Who do you want to choose for?")
                .follows("Choose");
        inWelsh(visitor);
        visitor.selects("Ie, gellir ei ddefnyddio").presses("Parhau").presses("Cadw fy newis");
        inWelsh(visitor);
        visitor.reads("Rydym wedi cadw eich dewis");
    }

    private static void inWelsh(Visitor visitor) {
        var page = visitor.page();
        assertThat(page.url()).contains("lang=cy");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("cy");
        assertThat(page.title()).endsWith("Eich dewis am eich data iechyd");
        assertThat(page.evaluate("""
                        () => [...document.querySelectorAll('a[href^="/"], form')]
                            .filter(e => !(e.getAttribute('hreflang') || '').startsWith('en'))
                            .map(e => e.getAttribute('href') || e.getAttribute('action') || '')
                            .filter(to => !/^\\/(media|assets)\\//.test(to) && !/\\.(pdf|txt)$/.test(to) && !/[?&]lang=cy(&|#|$)/.test(to)
                                && to !== '/stay')
                        """)).as("leads on in Welsh").isEqualTo(List.of());
    }
}
