package datachoice.choice.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B1, B2: as staff copy it from a letter or a screen. */
class TypedNhsNumberTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9993141593",
                "999 314 1593",
                "999-314-1593",
                "999\u00a0314\u00a01593",
                "999\u200b314\u200b1593",
                "９９９３１４１５９３",
                "NHS No 999 314 1593",
                "NHS No: 999 314 1593",
                "nhs number: 9993141593",
                "NHS 999 314 1593 "
            })
    void isReadAsPeopleCopyIt(String typed) {
        assertThat(TypedNhsNumber.read(typed))
                .hasValueSatisfying(number -> assertThat(number.grouped()).isEqualTo("999 314 1593"));
    }

    @ParameterizedTest
    @CsvSource({
        "999314159, short",
        "99931415930, long",
        "9993141594, check",
        "9991000020, check",
        "999314159O, letters",
        "QQ 12 34 56 C, national-insurance"
    })
    void saysWhatIsWrong(String typed, String fault) {
        assertThat(TypedNhsNumber.read(typed)).isEmpty();
        assertThat(TypedNhsNumber.fault(typed)).isEqualTo(fault);
    }
}
