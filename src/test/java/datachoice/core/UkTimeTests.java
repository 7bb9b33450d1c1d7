package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UkTimeTests {
    private static final Instant AT = Instant.parse("2026-03-12T10:42:00Z");

    @Test
    void namesMonthsInTheLanguageOfThePage() {
        assertThat(IntStream.rangeClosed(1, 12)
                        .mapToObj(month -> UkTime.date(LocalDate.of(2026, month, 2), Welsh.LOCALE)))
                .isEqualTo(List.of(
                        "2 Ionawr 2026",
                        "2 Chwefror 2026",
                        "2 Mawrth 2026",
                        "2 Ebrill 2026",
                        "2 Mai 2026",
                        "2 Mehefin 2026",
                        "2 Gorffennaf 2026",
                        "2 Awst 2026",
                        "2 Medi 2026",
                        "2 Hydref 2026",
                        "2 Tachwedd 2026",
                        "2 Rhagfyr 2026"));
        assertThat(UkTime.moment(AT, Welsh.LOCALE)).isEqualTo("10:42 ar 12 Mawrth 2026");
        assertThat(UkTime.moment(AT, Locale.UK)).isEqualTo("10:42 on 12 March 2026");
        assertThat(UkTime.moment(AT, Clock.fixed(AT, ZoneOffset.UTC), Welsh.LOCALE))
                .isEqualTo("10:42");
    }

    /** Whatever the machine speaks: a page is English where it is not Welsh. */
    @Test
    void isEnglishInAnyOtherLanguage() {
        assertThat(UkTime.date(LocalDate.of(2026, 3, 12), Locale.FRANCE)).isEqualTo("12 March 2026");
    }
}
