package datachoice.choice.page;

import datachoice.core.UkTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Dates and times as the pages of this module write them, in the language of the page that is being made; {@code dates} in
 * every template here. Letters and what is kept do not ask here: they are English whoever's page they come from.
 */
@Component
public class Dates {
    /** Such as "12 March 2026". */
    public String date(LocalDate date) {
        return UkTime.date(date, language());
    }

    /** The day of a moment, such as "12 March 2026". */
    public String day(Instant at) {
        return UkTime.date(at, language());
    }

    /** Such as "10:42 on 12 March 2026", also today: what is kept or printed is read on another day. */
    public String moment(Instant at) {
        return UkTime.moment(at, language());
    }

    /** The same; today just "10:42". */
    public String soon(Instant at, Clock clock) {
        return UkTime.moment(at, clock, language());
    }

    /** Such as "10:42". */
    public String time(Instant at) {
        return UkTime.time(at);
    }

    private static Locale language() {
        return LocaleContextHolder.getLocale();
    }
}
