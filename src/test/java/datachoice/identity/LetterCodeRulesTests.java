package datachoice.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T3 and B9: what a code looks like, and how people copy it. */
class LetterCodeRulesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "70Q1-M4XD",
                "7oqi-m4xd",
                " 7 0 q l m 4 x d ",
                "7OQL–M4XD",
                "７０Ｑ１Ｍ４ＸＤ",
                "70Q1.M4XD",
                "70Q1\u00a0M4XD"
            })
    void acceptsLookAlikesCaseSpacesAndDashes(String typed) {
        assertThat(LetterCode.parse(typed)).contains(new LetterCode("70Q1M4XD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"70Q1M4X", "70Q1M4XDD", "70Q1M4XU", "", "70Q1M4Xé", "٧٠٧٠٧٠٧٠"})
    void refusesWhatCannotBeACode(String typed) {
        assertThat(LetterCode.parse(typed)).isEmpty();
    }

    @Test
    void isNotImpressedByLength() {
        assertThat(LetterCode.parse("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void isRandomAndReadsWhatItWrites() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            var code = LetterCode.random();
            seen.add(code.characters());
            assertThat(LetterCode.parse(code.written())).contains(code);
            assertThat(code.written()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void isNeverPrinted() {
        assertThat(LetterCode.random().toString()).isEqualTo("LetterCode[]");
    }
}
