package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9993330019", "999 333 0027", "999-333-0035", "999 111 0178", "9991110011", "999.888.0009",
                "999 888\u00A00017", "99966\u200B60028", "９９９３１４１５９３", "999 271 8285", "9998765439", "9991000070"
            })
    void acceptsWhatPeopleWrite(String written) {
        assertThat(NhsNumber.parse(written)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9993141594",
                "9993411593",
                "9993145193",
                "9991000020",
                "9991234560",
                "4857773456",
                "6105551234",
                "9000543664",
                "1111111111",
                "0000000000",
                "999314159",
                "99931415930",
                "999314159O",
                "QQ123456C",
                "",
                "٩٩٩٣١٤١٥٩٣x"
            })
    void refusesWhatIsNotOne(String written) {
        assertThat(NhsNumber.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9993141593"})
    void masksItselfInText(String digits) {
        var number = new NhsNumber(digits);
        assertThat(number.toString()).isEqualTo("•••• 1593").doesNotContain("999314");
        assertThat(number.grouped()).isEqualTo("999 314 1593");
    }
}
