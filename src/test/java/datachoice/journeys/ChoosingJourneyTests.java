package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.journeys.Browsers.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** People choose: with a letter, again later, for their children, and while something else goes on. */
@Journey
class ChoosingJourneyTests {
    private static final String QUESTION = "Can your health data be used for research and planning?";
    private static final String NO = "No, it cannot be used";
    private static final String YES = "Yes, it can be used";

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @EachWay
    void aPatientWithALetterNeedsFiveScreensAndNoAccount(Way way, Browsers browsers) {
        var winifred = cast.somebody("Winifred Lantern", 80, cast.practice("Lantern Surgery"));
        var code = cast.letterFor(winifred);
        var visitor = browsers.visitor(way);

        visitor.opens("/")
                .follows("I have a letter")
                .entersLetter(code.toLowerCase().replace("-", " "), winifred)
                .reads("This is not about your own care.", "You can change your mind at any time.")
                .selects(NO)
                .presses("Continue")
                .reads("Winifred Lantern (you)")
                .reads("No. Data from your GP record cannot leave Lantern Surgery for research and planning.")
                .reads("By post, to the address your GP practice has for you")
                .presses("Save my choice");

        assertThat(visitor.screens())
                .containsExactly(
                        "Choose how your health data is used",
                        "Enter the code from your letter",
                        QUESTION,
                        "Check and save your choice",
                        "We have saved your choice");
        var receipt = visitor.reference();
        assertThat(receipt).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        visitor.reads(
                "Lantern Surgery can see it now",
                "This was not me",
                "You do not need an account for your choice to count.");

        // the code is void now, and an account is offered, not demanded
        var email = "winifred." + way.name().toLowerCase() + "@post.example";
        visitor.follows("Open an account")
                .enters("Email address", email)
                .enters("Choose a password", Cast.PASSWORD)
                .presses("Continue")
                .enters("Security code", visitor.codeSentTo(email))
                .presses("Continue");
        assertThat(visitor.heading()).isEqualTo("Who do you want to choose for?");
        visitor.reads("You said no")
                .follows("See the choice")
                .reads("Receipt " + receipt)
                .presses("Sign out");
        visitor.opens("/letter-code").entersLetter(code, winifred).reads("We do not recognise those details");
        assertThat(visitor.title()).startsWith("Error: ");
    }

    @EachWay
    void someoneWhoComesBackChangesTheirMind(Way way, Browsers browsers) {
        var ravi = cast.adult("Ravi Turner", cast.practice("Turning Surgery"));
        var email = cast.accountOf(ravi);
        var visitor = browsers.visitor(way);

        visitor.opens("/").follows("Sign in").entersPassword(email).reads("No choice recorded");
        visitor.follows("Choose").selects(NO).presses("Continue").presses("Save my choice");
        var first = visitor.reference();
        visitor.presses("Sign out");

        visitor.startsCounting();
        visitor.opens("/")
                .follows("Sign in")
                .entersPassword(email)
                .reads("You said no")
                .follows("Change the choice")
                .selects(YES)
                .presses("Continue")
                .presses("Save my choice");
        assertThat(visitor.screens())
                .containsExactly(
                        "Choose how your health data is used",
                        "Sign in",
                        "Who do you want to choose for?",
                        QUESTION,
                        "Check and save your choice",
                        "We have saved your choice");
        visitor.reads("has nothing to enter for a yes").follows("See or change this choice");
        visitor.reads("History", "Receipt " + first, "Yes. Data from your GP record can leave Turning Surgery")
                .reads("No. Data from your GP record cannot leave Turning Surgery");
    }

    @EachWay
    void aMotherChoosesForHerselfAndTwoChildren(Way way, Browsers browsers) {
        var practice = cast.practice("Cradle Surgery");
        var mother = cast.adult("Mona Cradle", practice);
        var older = cast.somebody("Oskar Cradle", 11, practice);
        var younger = cast.somebody("Yara Cradle", 3, practice);
        cast.guardianOf(mother, older);
        cast.guardianOf(mother, younger);
        var visitor = browsers.visitor(way);

        visitor.opens("/").follows("Sign in").entersPassword(cast.accountOf(mother));
        visitor.reads("Oskar Cradle", "Yara Cradle")
                .follows("Choose")
                .selects(NO)
                .presses("Continue")
                .presses("Save my choice");
        assertThat(visitor.screens()).hasSize(6);

        visitor.startsCounting();
        chooseForNext(visitor);
        chooseForNext(visitor);
        assertThat(visitor.screens()).as("three for each child").hasSize(6);
        visitor.reads("We have saved the choice for").readsNothingOf("Choose for Oskar", "Choose for Yara");

        visitor.opens("/choices");
        assertThat(visitor.beside("Mona Cradle").innerText()).contains("You said no");
        assertThat(visitor.beside("Oskar Cradle").innerText()).contains("Yes");
        assertThat(visitor.beside("Yara Cradle").innerText()).contains("Yes");
    }

    private static void chooseForNext(Visitor visitor) {
        var next = visitor.text().contains("Choose for Oskar") ? "Oskar" : "Yara";
        visitor.follows("Choose for " + next);
        assertThat(visitor.heading()).isEqualTo("Can " + next + "'s health data be used for research and planning?");
        visitor.selects(YES).presses("Continue").reads(next + " Cradle").presses("Save my choice");
        assertThat(visitor.heading()).isEqualTo("We have saved the choice for " + next);
    }

    @Test
    void differentAnswersForTheGpRecordAndTheRest(Browsers browsers) {
        var dora = cast.adult("Dora Divide", cast.practice("Divide Surgery"));
        var visitor = browsers.visitor(Way.KEYS);
        visitor.opens("/letter-code")
                .entersLetter(cast.letterFor(dora), dora)
                .selects("Different answers for my GP record and for the rest of the NHS and care")
                .presses("Continue")
                .selects("Can data from your GP record leave Divide Surgery", "No")
                .selects("Can data from hospitals", "Yes")
                .presses("Continue")
                .presses("Save my choice")
                .reads("No. Data from your GP record cannot leave Divide Surgery")
                .reads("Yes. Data about you from hospitals and other care services in England can be used");
    }

    /** T24: what the page said is what is stored; whoever was second is told, and asked again. */
    @Test
    void twoTabsWithDifferentAnswers(Browsers browsers) {
        var tess = cast.adult("Tess Tabs", cast.practice("Tab Surgery"));
        var first = browsers.visitor(Way.KEYS);
        first.signsIn(cast.accountOf(tess)).follows("Choose").selects(NO).presses("Continue");
        var second = first.opensAnotherTab();
        second.opens("/choices/" + tess + "/change").selects(YES).presses("Continue");

        second.presses("Save my choice").reads("We have saved your choice", "Yes. Data from your GP record can leave");
        first.reads("No. Data from your GP record cannot leave")
                .presses("Save my choice")
                .reads("This choice was changed a moment ago", "Nothing you just entered was saved")
                .reads("Yes. Data from your GP record can leave Tab Surgery");
        assertThat(first.page().locator("input[type=radio]:checked").count())
                .as("answers selected")
                .isZero();
        assertThat(events(tess)).containsExactly("ALLOW", "ALLOW");

        first.selects(NO).presses("Continue").presses("Save my choice").reads("We have saved your choice");
        assertThat(events(tess)).containsExactly("ALLOW", "ALLOW", "DO_NOT_ALLOW", "DO_NOT_ALLOW");
    }

    /** B13. */
    @Test
    void backAndDoubleClickGiveTheSameReceipt(Browsers browsers) {
        var bo = cast.adult("Bo Twice", cast.practice("Twice Surgery"));
        var visitor = browsers.visitor();
        visitor.signsIn(cast.accountOf(bo)).follows("Choose").selects(NO).presses("Continue");
        visitor.page().getByText("Save my choice").dblclick();
        visitor.page().waitForURL("**/receipts/*");
        var receipt = visitor.reference();

        visitor.goesBack();
        if (visitor.heading().equals("Check and save your choice")) {
            visitor.presses("Save my choice");
        }
        assertThat(visitor.reference()).isEqualTo(receipt);
        visitor.page().reload();
        assertThat(visitor.reference()).isEqualTo(receipt);
        assertThat(events(bo)).hasSize(2);
    }

    /** B12, J25. */
    @EachWay
    void anAnswerGivenAfterTheSessionEndedIsKeptForTheSamePerson(Way way, Browsers browsers) {
        var practice = cast.practice("Patience Surgery");
        var lena = cast.adult("Lena Later", practice);
        var email = cast.accountOf(lena);
        var visitor = browsers.visitor(way);
        visitor.signsIn(email).follows("Choose").selects(NO);
        cast.letTimePassFor(cast.idOf(email));

        visitor.presses("Continue");
        assertThat(visitor.heading()).isEqualTo("You have been signed out");
        visitor.reads("Your answers are kept until").readsNothingOf("Lena", "Later", "Patience Surgery");

        // whoever comes to this computer next sees nothing of it
        var stranger = cast.adult("Nina Next", practice);
        visitor.follows("Sign in again").entersPassword(cast.accountOf(stranger));
        visitor.readsNothingOf("Lena", "Started, not saved");
        visitor.presses("Sign out");

        visitor.opens("/sign-in").entersPassword(email);
        visitor.reads("Started, not saved").follows("Check and save it");
        visitor.reads("No. Data from your GP record cannot leave Patience Surgery")
                .presses("Save my choice");
        assertThat(visitor.heading()).isEqualTo("We have saved your choice");
    }

    /** The same, when she signs in again at once: back on the page she came from. */
    @Test
    void signingInAgainAtOnceLeadsBackToTheAnswer(Browsers browsers) {
        var lena = cast.adult("Lena Soon", cast.practice("Soon Surgery"));
        var email = cast.accountOf(lena);
        var visitor = browsers.visitor(Way.KEYS);
        visitor.signsIn(email).follows("Choose").selects(NO);
        cast.letTimePassFor(cast.idOf(email));
        visitor.presses("Continue").follows("Sign in again").entersPassword(email);
        assertThat(visitor.heading()).isEqualTo(QUESTION);
        visitor.reads("You gave an answer earlier and did not save it.").follows("Check and save it");
        visitor.reads("No. Data from your GP record cannot leave").presses("Save my choice");
        assertThat(visitor.heading()).isEqualTo("We have saved your choice");
    }

    /** T18. */
    @EachWay
    void afterSigningOutTheBackButtonShowsNothingPersonal(Way way, Browsers browsers) {
        var sue = cast.adult("Sue Shared", cast.practice("Library Surgery"));
        var visitor = browsers.visitor(way);
        visitor.signsIn(cast.accountOf(sue)).follows("Choose").reads(QUESTION);
        visitor.presses("Sign out").reads("You have signed out");

        for (int i = 0; i < 3; i++) {
            visitor.goesBack();
            visitor.readsNothingOf("Sue", "Shared", "Library Surgery", "No choice recorded");
        }
    }

    private java.util.List<String> events(Cast.Somebody person) {
        return jdbc.queryForList(
                "select decision from choice.choice_event where subject = ? order by recorded_at, n, type",
                String.class,
                person.id().value());
    }
}
