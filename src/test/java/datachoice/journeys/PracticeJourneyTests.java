package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.journeys.Browsers.Scripts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource
    void aPracticeEntersANoAndThePatientSeesSinceWhen(Scripts scripts, Browsers browsers) {
        var practice = cast.practice("Ledger Surgery");
        var nadia = cast.adult("Nadia Newcombe", practice);
        var yusuf = cast.adult("Yusuf Yesman", practice);
        var patient = browsers.visitor(scripts);
        patient.signsIn(cast.accountOf(nadia))
                .follows("Choose")
                .selects("No, it cannot be used")
                .presses("Continue");
        patient.presses("Save my choice").reads("Ledger Surgery can see it now");
        var receipt = patient.page().url();
        var other = browsers.visitor(scripts);
        other.signsIn(cast.accountOf(yusuf))
                .follows("Choose")
                .selects("Yes, it can be used")
                .presses("Continue");
        other.presses("Save my choice");

        var staff = browsers.visitor(scripts);
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
        var staff = browsers.visitor();
        staff.signsInAtWork(cast.staffOf(practice)).follows("Find a person");

        staff.finds(elsewhere).selects("The patient asked").presses("Find");
        staff.reads("No one registered at Finding Surgery matches");
        staff.opens("/practice/search").finds(filip).presses("Find");
        staff.reads("Select why you need to open this record");
        staff.selects("The patient asked").presses("Find");
        assertThat(staff.heading()).isEqualTo("Filip Findlay");
        staff.reads("The patient can see that you looked. Reason: the patient asked.", "No choice recorded.");
        assertThat(staff.page().url() + staff.title().replace("Filip Findlay", ""))
                .doesNotContain("999", "Findlay");

        var patient = browsers.visitor();
        patient.signsIn(cast.accountOf(filip)).opens("/choices/" + filip);
        patient.reads("Opened the record", "Practice staff, Finding Surgery", "Reason: the patient asked");
    }

    /** What the start page of the demo promises: be George, be Elm Surgery, be George again. */
    @Test
    void theStoryThatTheStartPageTells(Browsers browsers) {
        var visitor = browsers.visitor();
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
