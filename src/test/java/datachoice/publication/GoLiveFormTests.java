package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.DateParts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.validation.BeanPropertyBindingResult;

/** B4: times that there are twice, or not at all, or not for us. UK time, wherever the machine is. */
class GoLiveFormTests {
    private static final Instant NOW = Instant.parse("2026-03-12T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "12 3 2026, 10:01, 2026-03-12T10:01:00Z",
        "13 3 2026, 9am, 2026-03-13T09:00:00Z",
        "13 3 2026, 12 am, 2026-03-13T00:00:00Z",
        "13 3 2026, 12.30 PM, 2026-03-13T12:30:00Z",
        "13 mar 2026, 23:59, 2026-03-13T23:59:00Z",
        "1 7 2026, 9:00, 2026-07-01T08:00:00Z", // in summer an hour ahead of Greenwich
        "29 3 2026, 00:59, 2026-03-29T00:59:00Z", // the last minute before the clocks go forward
        "29 3 2026, 2:00, 2026-03-29T01:00:00Z", // and the first one after
        "25 10 2026, 0:59, 2026-10-24T23:59:00Z", // the last minute before the clocks go back
        "25 10 2026, 2:00, 2026-10-25T02:00:00Z", // and the first one that there is once
        "12 3 2028, 23:59, 2028-03-12T23:59:00Z",
        "29 2 2028, 9:00, 2028-02-29T09:00:00Z",
    })
    void readsTimesInTheUk(String date, String time, Instant meant) {
        assertThat(read(date, time)).contains(meant);
        assertThat(words(date, time)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29 3 2026   | 1:00       | There is no 1:00 on 29 March 2026: the clocks go forward from 1:00 to 2:00. Choose another time
            29 3 2026   | 1:59       | There is no 1:59 on 29 March 2026: the clocks go forward from 1:00 to 2:00. Choose another time
            28 3 2027   | 1:30am     | There is no 1:30 on 28 March 2027: the clocks go forward from 1:00 to 2:00. Choose another time
            25 10 2026  | 1:00       | 1:00 comes twice on 25 October 2026: the clocks go back from 2:00 to 1:00. Choose another time
            25 10 2026  | 1:59       | 1:59 comes twice on 25 October 2026: the clocks go back from 2:00 to 1:00. Choose another time
            12 3 2026   | 10:00      | The time must be in the future. In the UK it is 10:00 now
            12 3 2026   | 0:00       | The time must be in the future. In the UK it is 10:00 now
            11 3 2026   | 23:59      | The date must be between 12 March 2026 and 12 March 2028
            13 3 2028   | 0:00       | The date must be between 12 March 2026 and 12 March 2028
            31 12 9999  | 9:00       | The date must be between 12 March 2026 and 12 March 2028
            1 1 1000000 | 9:00       | Year must have 4 numbers, like 2027
            29 2 2027   | 9:00       | The date must be a real date
            13 3 2026   | 24:00      | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | 9:60       | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | 13pm       | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | 9          | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | noon       | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | 9:30:00    | Enter a time like 9:30, 14:05 or 9am
            13 3 2026   | ''         | Enter the time when it is to go live
            """)
    void refusesOtherTimesInWords(String date, String time, String words) {
        assertThat(words(date, time)).isEqualTo(words);
        assertThat(read(date, time)).isEmpty();
    }

    @Test
    void takesWhateverABrowserLeavesOut() {
        var errors = errors(new GoLiveForm(null, null, null, null));
        assertThat(new GoLiveForm(null, null, null, null).read(errors, clock())).isEmpty();
        assertThat(errors.getErrorCount()).isEqualTo(2);
        assertThat(new GoLiveForm("x", new DateParts(null, null, null), "9:00", "").seen())
                .isEqualTo(-1);
    }

    /** Of two problems the page shows both at once. */
    @Test
    void saysWhatIsWrongWithTheDayAndTheTimeTogether() {
        assertThat(words("", "later"))
                .isEqualTo("Enter the day when it is to go live; Enter a time like 9:30, 14:05 or 9am");
    }

    private static Optional<Instant> read(String date, String time) {
        var form = form(date, time);
        return form.read(errors(form), clock());
    }

    private static String words(String date, String time) {
        var form = form(date, time);
        var errors = errors(form);
        form.read(errors, clock());
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/publication");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return errors.getAllErrors().stream()
                .map(error -> messages.getMessage(
                        error.getCodes()[error.getCodes().length - 1], error.getArguments(), Locale.UK))
                .collect(Collectors.joining("; "));
    }

    private static GoLiveForm form(String date, String time) {
        var parts = (date + " . . .").replace(".", "").split(" ", -1);
        return new GoLiveForm("1", new DateParts(parts[0], parts[1], parts[2]), time, "");
    }

    private static BeanPropertyBindingResult errors(GoLiveForm form) {
        return new BeanPropertyBindingResult(form, "form");
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
