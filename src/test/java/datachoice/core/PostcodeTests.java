package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B7. */
class PostcodeTests {
    @ParameterizedTest
    @CsvSource({
        "LS1 4AP, LS1 4AP",
        "sw1a1aa, SW1A 1AA",
        "' m1  1ae ', M1 1AE",
        "CR2\u00a06XH, CR2 6XH",
        "GIR 0AA, GIR 0AA",
        "gir0aa, GIR 0AA"
    })
    void isReadAsPeopleWriteIt(String written, String value) {
        assertThat(Postcode.parse(written).map(Postcode::value)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "LS1", "4AP", "90210", "75008", "LS1 4A", "LS1-4AP", "GIR 0AB", "LS1 4AP LS1 4AP", "ＬＳ１ ４ＡＰ"
            })
    void whatHasNoSuchShapeIsNone(String written) {
        assertThat(Postcode.parse(written)).isEmpty();
    }

    @Test
    void isMadeOfItsOwnShapeOnly() {
        assertThat(new Postcode("GIR 0AA").value()).isEqualTo("GIR 0AA");
        for (var other : new String[] {"GIR0AA", "LS14AP", "ls1 4ap"}) {
            assertThatThrownBy(() -> new Postcode(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
