package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.TestPeople;
import datachoice.core.NhsNumber;
import datachoice.journeys.Browsers.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What no other story does with nothing but a keyboard: sending a register, and getting back into an account. */
@Journey
class KeyboardJourneyTests {
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
    void aLeadSendsTheRegisterOfTheirPractice(Browsers browsers) throws IOException {
        var practice = cast.practice("Keyboard Surgery");
        var signedIn = browsers.visitor(); // others do that by keys
        signedIn.signsInAtWork(cast.leadOf(practice));
        var lead = new Visitor(signedIn.page(), Way.KEYS);
        lead.follows("Registered patients");
        var number = newNumber();
        lead.attaches("File with your registered patients", register(number + ",Keys,Kim,1984-03-27,,,,,,,,,,"))
                .selects("Only people who are new or whose details changed")
                .presses("Check this file")
                .looksAgainUntil("What this file would change")
                .presses("Load 1 row")
                .looksAgainUntil("The register is loaded");
        assertThat(jdbc.queryForObject(
                        "select family_name from person.person where nhs_number = ?", String.class, number))
                .isEqualTo("Keys");
    }

    @Test
    void somebodyWhoForgotTheirPasswordGetsIn(Browsers browsers) {
        var email = cast.accountOf(cast.adult("Fay Forgetful", cast.practice("Forgotten Surgery")));
        var visitor = browsers.visitor(Way.KEYS);
        visitor.opens("/sign-in")
                .follows("I have forgotten my password")
                .enters("Email address", email)
                .presses("Continue")
                .enters("Security code", visitor.codeSentTo(email))
                .enters("Choose a new password", Cast.PASSWORD)
                .presses("Save the new password");
        visitor.reads("Your password is changed, and you are signed out everywhere. Sign in with the new password.");
    }

    private Path register(String row) throws IOException {
        return Files.writeString(
                folder.resolve("patients.csv"),
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                        + row + "\n");
    }

    private String newNumber() {
        return Stream.generate(TestPeople::nextNhsNumber)
                .map(NhsNumber::digits)
                .filter(number -> jdbc.queryForList("select 1 from person.person where nhs_number = ?", number)
                        .isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
