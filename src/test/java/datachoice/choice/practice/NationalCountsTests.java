package datachoice.choice.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NationalCountsTests {
    @ParameterizedTest // R17
    @CsvSource({
        "0, 0, 0, 0",
        "5, 5, 5, 5",
        "312, 57, 312, 57",
        "0, 5, 0, 5",
        "1, 100, *, *",
        "4, 100, *, *",
        "100, 1, *, *",
        "100, 4, *, *",
        "0, 3, *, *",
        "2, 0, *, *",
        "3, 3, *, *"
    })
    void hidesSmallNumbersAndWhatWouldTellThem(int allow, int doNotAllow, String shownAllow, String shownDoNotAllow) {
        var view = NationalCounts.CountsView.of(allow, doNotAllow, LocalDate.EPOCH);
        assertThat(view.allow()).isEqualTo(shownAllow);
        assertThat(view.doNotAllow()).isEqualTo(shownDoNotAllow);
        assertThat(view.hidden()).isEqualTo(shownAllow.equals("*"));
    }
}
