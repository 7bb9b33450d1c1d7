package datachoice.publication.checks;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.publication.checks.Subject.FilmParts;
import datachoice.publication.text.ArticleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** R19: what must be so before a text may go live. */
class ChecksTests {
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 12);
    private static final FilmParts WHOLE = new FilmParts(
            true,
            true,
            "A surgery",
            true,
            "",
            List.of(),
            new ArticleReader().read("A patient talks."),
            true,
            true,
            false);

    private final ArticleReader reader = new ArticleReader();
    private String whatChanged = "Some words";
    private Set<String> known = Set.of();
    private List<String> excused = List.of();
    private @Nullable String checkedBy;

    @Test
    void passAPlainText() {
        assertThat(missing(text("Hello.\n\n## One {#one}\n\nSee [one](#one).\n\n### Below\n\n#### And below\n")))
                .isEmpty();
    }

    @Test
    void needsAWordOfWhatChanged() {
        whatChanged = " ";
        assertThat(missing(text("Hello."))).containsExactly("what-changed");
    }

    @ParameterizedTest
    @CsvSource({
        "'', words",
        "'## A\n\n#### Too deep', headings",
        "'### Before any\n\nwords', headings",
        "'##\n\nNo name', headings",
        "'![](art:easy-letter)', pictures",
        "'![letter.png](art:easy-letter)', pictures",
        "'## Check yourself\n\n### Why?\n\n![](art:easy-letter) x', pictures",
        "'## A\n\n###\n\nNo name', headings",
        "'![A cat](https://example.org/cat.png)', pictures",
        "'[x](#nowhere)', links",
        "'[x](/nowhere)', links",
        "'[x](/here#film)', links",
        "'[x](#editions)', links",
        "'[x](www.example.org)', links",
        "'[x](about)', links",
        "'[x](javascript:alert(1))', links",
        "'[x]()', links",
        "'See [the other one][nowhere].', links",
        "'[x](/there#nowhere)', links",
        "'[x](https://host-without-dot/)', links",
        "'[x](https://somebody@example.org/)', links",
        "'[x](mailto:nobody)', links",
        "'So that your doctor can see it.', care",
        "'It helps in an emergency.', care",
        "'It helps in an emergency.', care",
        "'Your​ treat­ment is quicker.', care",
        "'## Your own care {#own-care}\n\nIn an emergency you come first.', care",
        "'## Health\n\n### Below\n\nThis may save your life.', care",
        "'## Check yourself\n\n### Why?\n\nIt helps your doctor.', care",
    })
    void stopWhatIsWrong(String markdown, String check) {
        assertThat(missing(text(markdown))).containsExactly(check);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](/there)",
                "[x](/there?page=2#place)",
                "[x](#a)\n\n## A {#a}\n\n",
                "[x](#low)\n\n## A {#a}\n\n### B {#low}\n\n",
                "[x](https://www.nhs.uk/your-nhs-data-matters/?a=b&c=d#e)",
                "[x](mailto:help@demo.example)",
                "[x](tel:+441632960123)",
            })
    void letPassWhatIsRight(String markdown) {
        assertThat(missing(text(markdown))).isEmpty();
    }

    @Test
    void listLinksToOtherSitesForThePersonWhoApproves() {
        var article = reader.read(
                "[a](https://example.org/?a=b&c=d) [b](/about) [c](mailto:a@b.example) [d](HTTP://EXAMPLE.COM)");
        assertThat(Links.elsewhere(article)).containsExactly("https://example.org/?a=b&c=d", "HTTP://EXAMPLE.COM");
    }

    @Test
    void letAReasonStandForWhatItWasGivenFor() {
        var claim = text("So that your doctor can see it.");
        assertThat(missing(because(claim, "A quotation from the leaflet of 2014.")))
                .containsExactly("care-again");
        assertThat(missing(because(claim, "A quotation from the leaflet of 2014.", "So that your doctor can see it.")))
                .isEmpty();
        assertThat(care(claim).found()).containsExactly("So that your doctor can see it.");
        assertThat(care(claim).field()).isEqualTo("careReason");
        var more = because(
                text("So that your doctor can see it. Your  treatment is quicker."),
                "A quotation from the leaflet of 2014.",
                "So that your doctor can see it.");
        assertThat(missing(more)).containsExactly("care-again");
        assertThat(care(more).found()).containsExactly("Your treatment is quicker.");
    }

    @Test
    void lookThroughEverythingThatIsPublishedWithIt() {
        assertThat(missing(film(new FilmParts(
                        true, true, "Your treatment", true, "", List.of(), reader.read("Words."), true, true, false))))
                .containsExactly("care");
        assertThat(missing(film(new FilmParts(
                        true,
                        true,
                        "A surgery",
                        true,
                        "It helps in an emergency.",
                        List.of(),
                        reader.read("W."),
                        true,
                        true,
                        false))))
                .containsExactly("care");
        whatChanged = "Says how it helps your doctor.";
        assertThat(missing(text("Hello."))).containsExactly("care");
    }

    @Test
    void lookAtTheHeadingsAndPicturesOfATranscript() {
        for (var wrong : List.of("## A\n\n#### Deep\n\nx", "![](art:easy-letter) x", "![a cat](cat.png) x")) {
            assertThat(missing(film(new FilmParts(
                            true, true, "A surgery", true, "", List.of(), reader.read(wrong), true, true, false))))
                    .as(wrong)
                    .containsExactly("transcript-parts");
        }
    }

    @Test
    void findThePlaceOfAFilmWhereThereIsOne() {
        assertThat(missing(subject("[x](#film)", "en", WHOLE, null, "Us", TODAY.plusDays(1))))
                .isEmpty();
        assertThat(missing(film(new FilmParts(
                        true, true, "A surgery", true, "", List.of(), reader.read("[x](about)"), true, true, false))))
                .containsExactly("transcript-links");
    }

    /** R19: nobody can look for words in a language that nobody wrote a list for. */
    @Test
    void askSomebodyWhoReadsALanguageThatTheListDoesNot() {
        assertThat(missing(text("Polski.", "pl"))).containsExactly("care-language");
        checkedBy = "Read by two Polish speakers";
        assertThat(missing(text("Polski.", "pl"))).isEmpty();
        assertThat(missing(text("In an emergency.", "pl"))).containsExactly("care");
    }

    @Test
    void askWhoAnswersForItAndWhenItIsLookedAtAgain() {
        assertThat(missing(named(null, TODAY.plusDays(1)))).containsExactly("owner");
        assertThat(missing(named("The desk", null))).containsExactly("review");
        assertThat(missing(named("The desk", TODAY))).containsExactly("review");
        assertThat(missing(named("The desk", TODAY.plusDays(1)))).isEmpty();
    }

    @Test
    void askForEachPartOfAFilm() {
        assertThat(missing(film(WHOLE))).isEmpty();
        assertThat(missing(film(new FilmParts(true, false, null, false, "", List.of(), null, false, false, false))))
                .containsExactly("poster", "poster-alt", "captions", "transcript", "described");
        assertThat(missing(film(new FilmParts(
                        true,
                        true,
                        "IMG_0042.JPG",
                        true,
                        "",
                        List.of(),
                        reader.read("[x](/nowhere)"),
                        false,
                        false,
                        true))))
                .containsExactly("poster-alt", "transcript-links");
        assertThat(missing(film(new FilmParts(
                        true, true, "A surgery", true, "", List.of(), WHOLE.transcript(), true, false, true))))
                .as("a described version without captions of its own")
                .containsExactly("described");
    }

    @Test
    void findTheCaptionsOfALongerFilm() {
        var late = new FilmParts(
                true, true, "A surgery", true, "", List.of("01:52.000 The end"), WHOLE.transcript(), true, true, false);
        assertThat(missing(film(late))).containsExactly("captions-late");
    }

    @Test
    void askATranslationForTheFactsInItsOwnGrammar() {
        var welsh = new Subject(
                "cy",
                "T",
                "S",
                "## A {#own-care}\n\n{your} gofal",
                reader.read("## A {#own-care}\n\n{your} gofal", "cy"),
                List.of("own-care", "change-your-mind"),
                List.of(),
                true,
                null,
                null,
                "/here",
                true,
                "W",
                Set.of(),
                null,
                null,
                List.of(),
                "Us",
                TODAY.plusDays(1),
                TODAY);
        assertThat(missing(welsh)).containsExactly("fact", "your");
    }

    /** Whoever starts a draft from a text of ours does not have to mend it first; what we say of care ourselves is weighed here. */
    @Test
    void passEveryTextThatComesWithTheSoftware() throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:publication/first/*.md")) {
            var text = text(body(file), file.getFilename().endsWith("-cy.md") ? "cy" : "en");
            assertThat(Checks.claims(text))
                    .as(file.getFilename())
                    .allMatch("Nobody may treat you better or worse because of your choice."::equals);
            known = Set.copyOf(Checks.claims(text));
            assertThat(missing(text(text.markdown(), text.language())))
                    .as(file.getFilename())
                    .isEmpty();
            assertThat(missing(text(text.markdown() + "\n\nIt saves your life.")))
                    .containsExactly("care");
        }
    }

    /** T29 */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "<a ", "[x](#y) ", "in an emergenc", "https://a.", "### "})
    void readTheLongestTextFast(String piece) {
        var longest =
                piece.repeat(Math.min(ArticleReader.LONGEST / piece.length(), piece.startsWith("[") ? 1_900 : 100_000));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> missing(text(longest)));
    }

    private static String body(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8)
                .split("\n---\n", 2)[1]
                .replaceAll("(?m)^\\[(?:demo|production)] ", "");
    }

    private boolean answers(String path, String anchor) {
        return path.equals("/there") && (anchor.isEmpty() || anchor.equals("place"))
                || List.of("/about", "/film", "/contact", "/other-ways", "/who-runs-this", "/other-ways.pdf")
                        .contains(path)
                || path.startsWith("/leaflets/");
    }

    private List<String> missing(Subject text) {
        return Checks.of(text, this::answers).stream()
                .filter(check -> !check.passed())
                .map(check -> check.key().replace("publishing.check.", ""))
                .toList();
    }

    private Subject text(String markdown) {
        return text(markdown, "en");
    }

    private Subject text(String markdown, String language) {
        return subject(markdown, language, null, null, "The desk", TODAY.plusDays(1));
    }

    private Check care(Subject text) {
        return Checks.of(text, this::answers).stream()
                .filter(one -> one.key().startsWith("publishing.check.care"))
                .findFirst()
                .orElseThrow();
    }

    private Subject because(Subject text, String reason, String... sentences) {
        excused = List.of(sentences);
        return subject(text.markdown(), text.language(), null, reason, "The desk", TODAY.plusDays(1));
    }

    private Subject film(FilmParts film) {
        return subject("Hello.", "en", film, null, "The desk", TODAY.plusDays(1));
    }

    private Subject named(@Nullable String owner, @Nullable LocalDate reviewOn) {
        return subject("Hello.", "en", null, null, owner, reviewOn);
    }

    private Subject subject(
            String markdown,
            String language,
            @Nullable FilmParts film,
            @Nullable String reason,
            @Nullable String owner,
            @Nullable LocalDate reviewOn) {
        return new Subject(
                language,
                "A title",
                "A summary",
                markdown,
                reader.read(markdown, language),
                List.of(),
                List.of(),
                false,
                null,
                film,
                "/here",
                true,
                whatChanged,
                known,
                checkedBy,
                reason,
                excused,
                owner,
                reviewOn,
                TODAY);
    }
}
