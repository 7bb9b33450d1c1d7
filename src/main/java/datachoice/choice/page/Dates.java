package datachoice.choice.page;

import datachoice.core.UkTime;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Dates and times as the pages of this module write them; {@code dates} in every template here. */
@Component
public class Dates {
    /** Such as "12 March 2026". */
    public String date(LocalDate date) {
        return UkTime.date(date);
    }

    /** The day of a moment, such as "12 March 2026". */
    public String day(Instant at) {
        return UkTime.date(at);
    }

    /** Such as "10:42 on 12 March 2026", also today: what is kept or printed is read on another day. */
    public String moment(Instant at) {
        return UkTime.moment(at);
    }

    /** Such as "10:42". */
    public String time(Instant at) {
        return UkTime.time(at);
    }
}
