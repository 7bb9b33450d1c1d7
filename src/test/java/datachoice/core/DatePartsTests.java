package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B3: a date of birth in three boxes. */
class DatePartsTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "27, 3, 1984",
        "27, 03, 1984",
        "27, mar, 1984",
        "27, MARCH, 1984",
        "' 27 ', ' March', '1984 '",
        "２７, ３, １９８４",
        "27, Mar., 1984",
        "27, Mawrth, 1984",
        "27, MAW, 1984"
    })
    void readsWhatPeopleWrite(String day, String month, String year) {
        assertThat(new DateParts(day, month, year).readDateOfBirth(TODAY).date())
                .contains(LocalDate.of(1984, 3, 27));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, empty, ''",
                "'', ' ', '', empty, ''",
                "-, 3, 1984, missing-day, DAY",
                "27, -, 1984, missing-month, MONTH",
                "27, 3, -, missing-year, YEAR",
                "-, -, 1984, missing-day-month, DAY MONTH",
                "27, -, -, missing-month-year, MONTH YEAR",
                "31, 2, 1984, not-real, DAY",
                "29, 2, 1900, not-real, DAY",
                "32, 1, 1984, not-real, DAY",
                "0, 1, 1984, not-real, DAY",
                "-1, 1, 1984, not-real, DAY",
                "3 May 1950, 5, 1950, not-real, DAY",
                "1, 13, 1984, not-real, MONTH",
                "1, ma, 1984, not-real, MONTH",
                "1, 1, 25, year-length, YEAR",
                "1, 1, 19845, year-length, YEAR",
                "1, 1, abcd, year-length, YEAR",
                "1, 1, 0000, not-real, YEAR",
                "23, 11, 2026, future, ''",
                "1, 1, 1896, too-old, YEAR"
            })
    void saysWhichPartIsWrong(String day, String month, String year, String fault, String parts) {
        var problem =
                new DateParts(day, month, year).readDateOfBirth(TODAY).problem().orElseThrow();
        assertThat(problem.fault()).isEqualTo(fault);
        assertThat(problem.parts().stream().map(Enum::name))
                .containsExactlyElementsOf(parts.isEmpty() ? List.<String>of() : List.of(parts.split(" ")));
    }

    @Test
    void acceptsToday() {
        assertThat(DateParts.of(TODAY).readDateOfBirth(TODAY).date()).contains(TODAY);
    }

    @Test
    void isNotImpressedByLength() {
        var long100k = "9".repeat(100_000);
        assertThat(new DateParts(long100k, long100k, long100k).read().problem()).isPresent();
    }
}
