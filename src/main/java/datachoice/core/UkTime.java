package datachoice.core;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and times as people in the United Kingdom read them. Storage and rules keep {@link Instant}s. */
public final class UkTime {
    public static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter WELSH_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Welsh.LOCALE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.UK);

    private UkTime() {}

    public static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZONE));
    }

    public static LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    /** The first moment of that day. */
    public static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    /** Such as "12 March 2026". */
    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** Such as "12 March 2026". */
    public static String date(Instant at) {
        return date(dateOf(at));
    }

    /** In the language of a page: such as "12 March 2026" or "12 Mawrth 2026". */
    public static String date(LocalDate date, Locale locale) {
        return (Welsh.is(locale) ? WELSH_DATE : DATE).format(date);
    }

    /** As the other. */
    public static String date(Instant at, Locale locale) {
        return date(dateOf(at), locale);
    }

    /** Such as "10:42". */
    public static String time(Instant at) {
        return TIME.format(at.atZone(ZONE));
    }

    /** Such as "10:42 on 12 March 2026". */
    public static String moment(Instant at) {
        return time(at) + " on " + date(at);
    }

    /** In the language of a page: such as "10:42 on 12 March 2026" or "10:42 ar 12 Mawrth 2026". */
    public static String moment(Instant at, Locale locale) {
        return time(at) + (Welsh.is(locale) ? " ar " : " on ") + date(at, locale);
    }

    /** The same; today just "10:42". */
    public static String moment(Instant at, Clock clock, Locale locale) {
        return dateOf(at).equals(today(clock)) ? time(at) : moment(at, locale);
    }

    /** The same; today just "10:42". */
    public static String moment(Instant at, Clock clock) {
        return dateOf(at).equals(today(clock)) ? time(at) : moment(at);
    }
}
