package datachoice.identity.proof;

import static datachoice.TestPeople.as;
import static datachoice.TestPeople.byLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.UkTime;
import datachoice.identity.IdentityFixtures.Jane;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.identity.LetterCode;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebTests;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Decision 12, T1, T3, T4, T19, B3, B9: coming in with a letter. */
class LetterCodeTests extends WebTests {
    private static final String FAILED =
            "We do not recognise those details, or the code is too old or was used before. A code works for 1 choice. If you have more than one letter, use the newest. Check the details, or ask your GP practice for a new letter";

    @Autowired
    LetterCodes letters;

    @Autowired
    LetterProof proof;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void asksWithTheAgreedWords() {
        var page = visitor().get("/letter-code").page();
        assertThat(page.select("label").eachText())
                .containsExactly("Code from your letter", "Full name", "Day", "Month", "Year");
        assertThat(page.select("main button").eachText()).containsExactly("Continue");
        for (var label : page.select("label")) {
            assertThat(page.getElementById(label.attr("for"))).as(label.text()).isNotNull();
        }
    }

    @Test
    void acceptsTheCodeAsPeopleCopyIt() {
        var jane = people.withLetter();
        var typed =
                jane.code().toLowerCase().replace('0', 'o').replace('1', 'l').replace("-", " ");
        var visitor = entersLetter(visitor(), Jane.details(typed, "obrien zoe", jane.born()));
        assertThat(visitor.location()).startsWith("/choices");
        assertThat(visitor.get("/choices/test-probe").body()).contains("[LETTER]");
        assertThat(visitor.get("/practice/test-probe").status()).isEqualTo(404);
    }

    @Test
    void everyFailureLooksTheSame() {
        var jane = people.withLetter();
        var expired = people.withLetter();
        jdbc.sql("update identity.letter_code set tries = 5 where person = ?")
                .param(expired.id().value())
                .update();
        var used = people.withLetter();
        useUp(used);
        var dead = people.withLetter();
        jdbc.sql("update person.person set died_on = ? where id = ?")
                .params(UkTime.today(clock), dead.id().value())
                .update();
        var wrong = List.of(
                Jane.details("70Q1-M4XD", jane.fullName(), jane.born()),
                Jane.details(jane.code(), "Somebody Else", jane.born()),
                Jane.details(jane.code(), jane.fullName(), jane.born().plusDays(1)),
                expired.details(),
                used.details(),
                dead.details());
        var answers = wrong.stream().map(this::answerTo).distinct().toList();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).startsWith("422").contains(FAILED);
    }

    /** Status, headers and page, without what was typed, the token and the date. */
    private String answerTo(String... details) {
        var visitor = entersLetter(visitor(), details);
        var page = visitor.page();
        page.select("input").removeAttr("value");
        var headers = visitor.headers().entrySet().stream()
                .filter(header -> !header.getKey().equals("date"))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return visitor.status() + " " + headers + page.outerHtml();
    }

    @Test
    void sixthTryFailsWithTheRightDetails() {
        var jane = people.withLetter();
        for (int i = 0; i < 4; i++) {
            entersLetter(visitor(), Jane.details(jane.code(), "Somebody Else", jane.born()));
        }
        assertThat(signedInByLetter(jane).status()).isEqualTo(302);
        entersLetter(visitor(), Jane.details(jane.code(), "Somebody Else", jane.born()));
        assertThat(signedInByLetter(jane).status()).isEqualTo(422);
    }

    @Test
    void manyTriesAtOnceAreManyTries() throws Exception {
        var jane = people.withLetter();
        var code = LetterCode.parse(jane.code()).orElseThrow();
        var right = inParallel(
                40,
                i -> i == 39
                        ? proof.match(code, jane.fullName(), jane.born()).isPresent()
                        : proof.match(code, "Somebody Else", jane.born()).isPresent());
        assertThat(proof.match(code, jane.fullName(), jane.born())).isEmpty();
        assertThat(jdbc.sql("select tries from identity.letter_code where person = ?")
                        .param(jane.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(right.subList(0, 39)).containsOnly(false);
    }

    @Test
    void codeOfOneFailsForAnother() {
        var jane = people.withLetter();
        var other = people.withLetter("Amir", "Khan", LocalDate.of(1990, 1, 2));
        assertThat(entersLetter(visitor(), Jane.details(jane.code(), other.fullName(), other.born()))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void isUsedOnceHoweverManyTry() throws Exception {
        var jane = people.withLetter();
        var letter = people.letterOf(jane);
        var won = inParallel(50, i -> {
            try {
                as(byLetter(letter, jane.id()), () -> {
                    transaction.executeWithoutResult(status -> letters.used(letter));
                    return true;
                });
                return true;
            } catch (LetterAlreadyUsed e) {
                return false;
            }
        });
        assertThat(won).filteredOn(it -> it).hasSize(1);
    }

    @Test
    void afterTheChoiceTheSessionStaysButTheCodeIsVoid() {
        var jane = people.withLetter();
        var visitor = signedInByLetter(jane);
        useUp(jane);
        assertThat(visitor.get("/choices/test-probe").body()).contains("[LETTER]");
        assertThatThrownBy(() -> useUp(jane)).isInstanceOf(LetterAlreadyUsed.class);
        assertThat(signedInByLetter(jane).status()).isEqualTo(422);
    }

    @Test
    void lastsForTwentyEightDays() {
        var jane = people.withLetter();
        clock.move(Duration.ofDays(28).minusMinutes(1));
        assertThat(signedInByLetter(jane).status()).isEqualTo(302);
        clock.move(Duration.ofMinutes(2));
        assertThat(signedInByLetter(jane).status()).isEqualTo(422);
    }

    @Test
    void unknownCodesCountForTheNetworkOnly() {
        var jane = people.withLetter();
        for (int i = 0; i < 20; i++) {
            assertThat(entersLetter(visitor(), Jane.details("70Q1-M4XD", jane.fullName(), jane.born()))
                            .status())
                    .isEqualTo(422);
        }
        var refused = entersLetter(visitor(), jane.details());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 3600);
        assertThat(refused.page().select("h1").text()).isEqualTo("Try again later");
        clock.move(Duration.ofHours(1));
        assertThat(signedInByLetter(jane).status()).isEqualTo(302);
    }

    @Test
    void aChildsLetterLeadsToTheParent() {
        var child = people.withLetter("Nia May", "Rowe", UkTime.today(clock).minusYears(12));
        var visitor = entersLetter(visitor(), child.details());
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.page().select("h1").text()).isEqualTo("A parent or guardian chooses for Nia");
        assertThat(visitor.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        var thirteen = people.withLetter("Nia", "Rowe", UkTime.today(clock).minusYears(13));
        assertThat(signedInByLetter(thirteen).status()).isEqualTo(302);
    }

    @Test
    void saysWhatIsMissingAndKeepsWhatWasTyped() {
        var visitor = entersLetter(
                visitor(),
                "code",
                "70Q1",
                "fullName",
                "Zoë <b>",
                "dateOfBirth.day",
                "31",
                "dateOfBirth.month",
                "feb",
                "dateOfBirth.year",
                "1984");
        assertThat(visitor.status()).isEqualTo(422);
        var page = visitor.page();
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".nhsuk-error-summary__list a").eachText())
                .containsExactly("The code has 8 letters and numbers", "Date of birth must be a real date");
        for (var link : page.select(".nhsuk-error-summary__list a")) {
            assertThat(page.getElementById(link.attr("href").substring(1)))
                    .as(link.text())
                    .isNotNull();
        }
        assertThat(page.getElementById("fullName").val()).isEqualTo("Zoë <b>");
        assertThat(page.getElementById("dateOfBirth-month").val()).isEqualTo("feb");
        var empty = entersLetter(visitor());
        assertThat(empty.page().select(".nhsuk-error-summary__list a").eachText())
                .containsExactly("Enter the code from your letter", "Enter a full name", "Enter a date of birth");
        assertThat(entersLetter(visitor(), "code", "70Q1M4XD", "fullName", "Zoë", "dateOfBirth.year", "1984")
                        .page()
                        .select(".nhsuk-error-summary__list a")
                        .eachText())
                .containsExactly("Date of birth must include a day and month");
    }

    @Test
    void survivesWhatAttackersSend() {
        for (var bad : List.of("\0", "a".repeat(1_000_000), "${7*7}", "'; drop table x; --", "\ud800", "\u202e")) {
            var visitor = visitor().get("/letter-code");
            for (var field : List.of("code", "fullName", "dateOfBirth.day", "dateOfBirth.year")) {
                var answer = visitor.post("/letter-code", "_csrf", visitor.token(), field, bad)
                        .status();
                assertThat(answer).as(field).isBetween(400, 499);
                visitor.get("/letter-code");
            }
        }
        var visitor = visitor().get("/letter-code");
        assertThat(visitor.post("/letter-code", "_csrf", visitor.token(), "code", "70Q1M4XD", "code", "70Q1M4XD")
                        .status())
                .isEqualTo(422);
    }

    private void useUp(Jane jane) {
        var letter = people.letterOf(jane);
        as(byLetter(letter, jane.id()), () -> {
            transaction.executeWithoutResult(status -> letters.used(letter));
            return true;
        });
    }

    private interface Try {
        Boolean with(int i);
    }

    private static List<Boolean> inParallel(int times, Try work) throws Exception {
        var pool = Executors.newFixedThreadPool(10);
        try {
            var tasks = IntStream.range(0, times)
                    .<Callable<Boolean>>mapToObj(i -> () -> work.with(i))
                    .toList();
            var results = new ArrayList<Boolean>();
            for (var done : pool.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
