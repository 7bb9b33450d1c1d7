package datachoice.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.SimpleErrors;

/** B8. */
class EmailsTests {
    record Form(String email) {
        public String getEmail() {
            return email;
        }
    }

    private static SimpleErrors errors(String typed) {
        return new SimpleErrors(new Form(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.org",
                "jane+choice@example.org",
                "o'brien@example.org",
                "zoë@example.org",
                "jane@müller.example",
                "jane@xn--mller-kva.example",
                "jane@sub.sub.example.org",
                "j@x.yz"
            })
    void takesWhatPeopleHave(String typed) {
        var errors = errors(typed);
        assertThat(Emails.read("  " + typed + "\t", errors)).isEqualTo(typed);
        assertThat(errors.hasErrors()).isFalse();
    }

    @Test
    void takesTheLongestThatThereIsAndNoLonger() {
        for (int length : new int[] {254, 255}) {
            var typed = "x".repeat(64) + "@" + "y".repeat(length - 64 - 1 - 4) + ".org";
            assertThat(typed).hasSize(length);
            var errors = errors(typed);
            Emails.read(typed, errors);
            assertThat(errors.hasErrors()).as("%d characters", length).isEqualTo(length > 254);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "jane@",
                "@example.org",
                "jane@example",
                "a@b.example, c@d.example",
                "a@b.example c@d.example",
                "jane@example..org",
                "Jane <jane@example.org>",
                "jane@exam\u202eple.org"
            })
    void saysWhatIsWrongWithTheRest(String typed) {
        var errors = errors(typed);
        Emails.read(typed, errors);
        assertThat(errors.getFieldErrors("email")).singleElement().satisfies(error -> assertThat(error.getCode())
                .isEqualTo("email.shape"));
    }

    @ParameterizedTest
    @CsvSource({
        "jane@gmial.com, jane@gmail.com",
        "jane@gmail.con, jane@gmail.com",
        "jane@gmal.com, jane@gmail.com",
        "jane@hotmial.co.uk, jane@hotmail.co.uk",
        "jane@yahooo.co.uk, jane@yahoo.co.uk",
        "jane@btinternt.com, jane@btinternet.com",
        "jane@iclould.com, jane@icloud.com",
        "jane@nhs.met, jane@nhs.net"
    })
    void asksAboutASlipOnceAndTakesTheAnswer(String typed, String meant) {
        var errors = errors(typed);
        Emails.readNew(typed, "", errors);
        assertThat(errors.getFieldErrors("email")).singleElement().satisfies(error -> {
            assertThat(error.getCode()).isEqualTo("email.meant");
            assertThat(error.getArguments()).containsExactly(meant, typed);
        });
        for (var answer : new String[] {typed, meant}) {
            var after = errors(answer);
            assertThat(Emails.readNew(answer, typed, after)).isEqualTo(answer);
            assertThat(after.hasErrors()).as(answer).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@gmail.com",
                "jane@ymail.com",
                "jane@mail.com",
                "jane@email.com",
                "jane@nhs.uk",
                "jane@live.co.uk",
                "jane@demo.example"
            })
    void asksNothingAboutTheOthers(String typed) {
        var errors = errors(typed);
        Emails.readNew(typed, null, errors);
        assertThat(errors.hasErrors()).isFalse();
    }
}
