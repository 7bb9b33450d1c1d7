package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.publication.Stretch.NotInThere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 14: of a file of 100 bytes. */
class StretchTests {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=0-, 0, 100",
        "bytes=99-, 99, 1",
        "bytes=10-19, 10, 10",
        "bytes=90-1000, 90, 10",
        "bytes=90-99999999999999999999999, 90, 10",
        "BYTES=5-9, 5, 5",
        "bytes= 5-9 , 5, 5",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-1000, 0, 100",
        "bytes=-99999999999999999999999, 0, 100"
    })
    void isWhatIsAskedFor(String range, long from, long length) {
        assertThat(Stretch.of(range, 100)).isEqualTo(new Stretch(from, length, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=100-",
                "bytes=100-200",
                "bytes=99999999999999999999999-",
                "bytes=9-3",
                "bytes=-0",
                "bytes=-",
                "bytes=",
                "bytes=x",
                "bytes=1-x",
                "bytes=--1",
                "bytes=1-2-3",
                "bytes=\u0661-"
            })
    void isNotInThere(String range) {
        assertThatThrownBy(() -> Stretch.of(range, 100)).isInstanceOf(NotInThere.class);
    }

    @Test
    void isAllOfItForWhatTheStandardLetsUsIgnore() {
        for (var range : new String[] {null, "", "x", "lines=1-2", "bytes", "bytes=0-1,5-6", "bytes=0-,0-,0-,0-"}) {
            assertThat(Stretch.of(range, 100)).as(range).isEqualTo(new Stretch(0, 100, false));
        }
    }
}
