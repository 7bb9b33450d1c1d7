package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.journeys.Browsers.Way;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What /accessibility says was tested is tested in this build, and what people have not tried is named. A page with a fault
 * fails {@link PageTests}, so the statement leaves this house only with a build that kept it. How much was looked at is filled in
 * from what they found, by {@link CountedViews}; the rest is written by hand, and compared here.
 */
class AccessibilityStatementTests {
    /** What the statement says, and what finds it for the tests, which fail unless it finds nothing. */
    private static final Map<String, String> SAID = Map.of(
            "levels A and AA of WCAG 2.2", "Views.violations(page)",
            "mistakes in the HTML", "HtmlChecker.errorsIn(visitor.html())",
            "at a width of 320 pixels nothing may run off the side", "Views.troublesWhenSmall(page)",
            "with wider lines, words and letters nothing may be cut off", "Views.troubles(page)",
            "with colours that you set yourself", "Views.troubles(page)",
            "on paper no words", "Views.troubles(page)",
            "must show when the keyboard is on it", "Keys.hidden(page)");

    private static String statement() throws IOException {
        return Files.readString(Path.of("src/main/resources/publication/first/accessibility.md"));
    }

    @Test
    void saysWhatIsTested() throws IOException {
        var tests = Files.readString(Path.of("src/test/java/datachoice/journeys/PageTests.java"));
        var tested = section("tested");
        SAID.forEach((said, done) -> {
            assertThat(tested).contains(said);
            assertThat(tests)
                    .as(said)
                    .containsPattern("assertThat\\(" + Pattern.quote(done)
                            + "\\)\\s*\\.as\\(\"[^\"]+\"\\)\\s*\\.isEmpty\\(\\);");
        });
        assertThat(tested).contains("Forms are also tried with mistakes in them");
        assertThat(tests).contains(".wrong(\"letter-code-wrong\"");
        assertThat(tested.lines().filter(line -> line.startsWith("- ")))
                .as("things said")
                .hasSize(9);
    }

    /** "From start to end with only a keyboard", and without scripts. */
    @Test
    void eachKindOfJourneyIsWalkedInEachWay() {
        assertThat(tested("with only a keyboard")).isTrue();
        assertThat(tested("with JavaScript switched off")).isTrue();
        assertThat(EachWay.class.getAnnotation(EnumSource.class).mode()).isEqualTo(EnumSource.Mode.EXCLUDE);
        assertThat(EachWay.class.getAnnotation(EnumSource.class).names()).containsExactly(Way.MOUSE.name());
        for (var journeys :
                new Class<?>[] {ChoosingJourneyTests.class, PracticeJourneyTests.class, PublishingJourneyTests.class}) {
            assertThat(journeys.getDeclaredMethods())
                    .as(journeys.getSimpleName())
                    .anyMatch(story -> story.isAnnotationPresent(EachWay.class));
        }
        assertThat(tested("the first three of these")).isTrue();
        assertThat(tested("sending a practice's list of patients, and getting a new password"))
                .isTrue();
        assertThat(KeyboardJourneyTests.class.getDeclaredMethods())
                .extracting(Method::getName)
                .contains("aLeadSendsTheRegisterOfTheirPractice", "somebodyWhoForgotTheirPasswordGetsIn");
    }

    @Test
    void saysPlainlyWhatNobodyHasTried() throws IOException {
        assertThat(section("not-tested"))
                .contains("No person has tested any of this.", "screen reader", "learning disability", "PDF");
    }

    private static boolean tested(String words) {
        try {
            return section("tested").contains(words);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String section(String id) throws IOException {
        var text = statement();
        var start = text.indexOf("{#" + id + "}");
        var end = text.indexOf("\n## ", start);
        return text.substring(start, end);
    }
}
