package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.core.UkTime;
import datachoice.journeys.Browsers.Way;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A practice applies what people chose, and they see that it did. */
@Journey
class PracticeJourneyTests {
    @Autowired
    Cast cast;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @EachWay
    void aPracticeEntersANoAndThePatientSeesSinceWhen(Way way, Browsers browsers) {
        var practice = cast.practice("Ledger Surgery");
        var nadia = cast.adult("Nadia Newcombe", practice);
        var yusuf = cast.adult("Yusuf Yesman", practice);
        var patient = browsers.visitor(way);
        patient.signsIn(cast.accountOf(nadia))
                .follows("Choose")
                .selects("No, it cannot be used")
                .presses("Continue");
        patient.presses("Save my choice").reads("Ledger Surgery can see it now");
        var receipt = patient.page().url();
        var other = browsers.visitor(way);
        other.signsIn(cast.accountOf(yusuf))
                .follows("Choose")
                .selects("Yes, it can be used")
                .presses("Continue");
        other.presses("Save my choice");

        var staff = browsers.visitor(way);
        staff.signsInAtWork(cast.staffOf(practice));
        assertThat(staff.heading()).isEqualTo("Choices at Ledger Surgery");
        assertThat(staff.beside("Newcombe, Nadia").innerText()).contains("No", "New");
        staff.readsNothingOf("Yesman");

        staff.picks("Status", "All").picks("Choice", "Yes").presses("Show");
        staff.reads("Yesman, Yusuf", "Showing 1 to 1 of 1 person").readsNothingOf("Newcombe");
        staff.follows("Clear filters").reads("Newcombe, Nadia", "Yesman, Yusuf");
        staff.picks("Status", "New: to enter")
                .presses("Show")
                .reads("Newcombe, Nadia")
                .readsNothingOf("Yesman");

        staff.selects("Tick Newcombe, Nadia").presses("Entered in our system");
        staff.reads("1 choice is marked as entered. It is in force at your practice now.")
                .readsNothingOf("Newcombe");

        staff.picks("Status", "Entered").presses("Show").follows("Download this list");
        staff.reads("Everyone in it can see that you downloaded the list").selects("Applying a choice");
        assertThat(staff.downloadsBy("Download the file"))
                .contains("nhs_number", "family_name", "date_set", "Newcombe", "Nadia")
                .doesNotContain("Yesman");

        patient.opens(receipt).reads("In force at your practice since");
        patient.follows("See or change this choice")
                .reads("Who has looked", "Practice staff, Ledger Surgery")
                .reads("Entered the choice in the practice's system", "Downloaded the practice's list");
        other.opens("/choices/" + yusuf)
                .reads("Saw the name in the practice's list")
                .readsNothingOf("Downloaded");
    }

    @Test
    void aPracticeFindsAPersonOnlyWithAReasonThatThePersonSees(Browsers browsers) {
        var practice = cast.practice("Finding Surgery");
        var filip = cast.adult("Filip Findlay", practice);
        var elsewhere = cast.adult("Elsa Findlay", cast.practice("Distant Surgery"));
        var staff = browsers.visitor(Way.KEYS);
        staff.signsInAtWork(cast.staffOf(practice)).follows("Find a person");

        staff.finds(elsewhere).selects("The patient asked").presses("Find");
        staff.reads("No one registered at Finding Surgery matches");
        staff.opens("/practice/search").finds(filip).presses("Find");
        staff.reads("Select why you need to open this record");
        staff.selects("The patient asked").presses("Find");
        assertThat(staff.heading()).isEqualTo("Filip Findlay");
        staff.reads("The patient can see that you looked. Reason: the patient asked.", "No choice recorded.");
        assertThat(staff.page().url()).matches(".*/practice/people/" + filip + "\\?search=[0-9a-f-]{36}");
        assertThat(staff.title()).doesNotContain("999");

        var patient = browsers.visitor(Way.KEYS);
        patient.signsIn(cast.accountOf(filip)).opens("/choices/" + filip);
        patient.reads("Opened the record", "Practice staff, Finding Surgery", "Reason: the patient asked");
    }

    /** G6: a form comes by post, somebody types it in, and the person reads where it came from. */
    @EachWay
    void staffTypeInAPaperNoAndCorrectIt(Way way, Browsers browsers) {
        var practice = cast.practice("Postbag Surgery");
        var petra = cast.somebody("Petra Paperwork", 81, practice);
        var staff = browsers.visitor(way);
        staff.signsInAtWork(cast.staffOf(practice)).follows("Find a person");
        staff.finds(petra).selects("Recording a choice").presses("Find");
        staff.follows("Record a choice for this person").presses("Continue");
        staff.reads("Select how the choice came in", "Select who is choosing", "Select yes, no, or different answers");
        types(staff, "No, it cannot be used");
        staff.enters("Where do you keep the paper? (optional)", "Blue folder").presses("Continue");
        assertThat(staff.heading()).isEqualTo("Compare it with the paper before you save");
        staff.reads("No. Data from your GP record cannot leave Postbag Surgery", "Blue folder");
        staff.follows("Change the choice").presses("Continue").presses("Save this choice");
        assertThat(staff.heading()).isEqualTo("Saved");
        staff.reads("Petra gets a letter").follows("Choices at Postbag Surgery");
        assertThat(staff.beside("Paperwork, Petra").innerText()).contains("No", "New");

        var patient = browsers.visitor(way);
        patient.signsIn(cast.accountOf(petra)).follows("See the choice");
        patient.reads("Postbag Surgery typed this in from a paper form dated", "Typed in a choice")
                .readsNothingOf("You chose this yourself");

        staff.follows("Paperwork, Petra").follows("Correct this").presses("Continue");
        staff.reads("Select what is wrong").selects("The answer was typed wrongly");
        staff.selects("Yes, it can be used").presses("Continue");
        staff.reads("Yes. Data from Petra's GP record can leave Postbag Surgery")
                .presses("Save this correction");
        assertThat(staff.heading()).isEqualTo("Saved");
        patient.opens("/choices/" + petra)
                .reads("Corrected by Postbag Surgery on", "the answer had been typed wrongly")
                .reads("This was wrong, and was corrected later.", "Corrected a choice");
    }

    private static void types(Visitor staff, String answer) {
        var today = UkTime.today(Clock.systemUTC());
        staff.selects("On a paper form")
                .selects("Petra Paperwork")
                .selects(answer)
                .enters("Day", String.valueOf(today.getDayOfMonth()))
                .enters("Month", String.valueOf(today.getMonthValue()))
                .enters("Year", String.valueOf(today.getYear()))
                .selects("Name, date of birth and address match our records")
                .enters("Version at the foot of the paper form", "1");
    }

    /** J24: somebody says that it was not them; it stands first on the list until it is settled. */
    @EachWay
    void aDoubtIsSettledAndThePersonReadsHow(Way way, Browsers browsers) {
        var practice = cast.practice("Settling Surgery");
        var dara = cast.adult("Dara Doubtful", practice);
        var patient = browsers.visitor(way);
        patient.signsIn(cast.accountOf(dara)).follows("Choose").selects("No, it cannot be used");
        patient.presses("Continue").presses("Save my choice").follows("Tell us this was not you");
        patient.presses("Send").reads("Enter what happened", "Enter how we can reach you");
        patient.enters("What happened?", "I did not choose this").presses("Send");
        patient.reads("Enter how we can reach you");
        patient.enters("How can we reach you?", "Evenings, 01632 960 987").presses("Send");
        patient.reads("We were told at", "The GP practice has not settled it yet.");

        var staff = browsers.visitor(way);
        staff.signsInAtWork(cast.staffOf(practice)).reads("1 person says a choice was not theirs");
        staff.follows("See who it is").follows("Dara Doubtful");
        staff.reads("I did not choose this", "Evenings, 01632 960 987");
        staff.follows("Settle it without a correction").presses("Settle it").reads("Select what you found");
        staff.selects("The choice is theirs, and stands");
        staff.enters("Why? Write it for the person", "You told us on the phone that you did")
                .presses("Settle it");
        staff.reads("Settled. The person is told.").opens("/practice").readsNothingOf("was not theirs");

        patient.opens("/choices/" + dara)
                .reads("Settling Surgery settled it at", "You told us on the phone that you did")
                .reads("No. Data from your GP record cannot leave Settling Surgery");
    }

    /** What the start page of the demo promises: be George, be Elm Surgery, be George again. */
    @Test
    void theStoryThatTheStartPageTells(Browsers browsers) {
        var visitor = browsers.visitor(Way.KEYS);
        visitor.opens("/").presses("Be George").follows("Choose");
        visitor.selects("No, it cannot be used").presses("Continue").presses("Save my choice");
        assertThat(visitor.heading()).isEqualTo("We have saved your choice");
        var receipt = visitor.page().url();

        visitor.opens("/").presses("Be Elm Surgery");
        assertThat(visitor.heading()).isEqualTo("Choices at Elm Surgery");
        assertThat(visitor.page().locator("tbody tr").first().innerText()).contains("Ashdown, George", "No", "New");
        visitor.selects("Tick Ashdown, George").presses("Entered in our system").reads("1 choice is marked as entered");

        visitor.opens("/").presses("Be George").opens(receipt).reads("In force at your practice since");
        visitor.follows("See or change this choice").reads("Practice staff, Elm Surgery", "Reason: applying a choice");
    }
}
