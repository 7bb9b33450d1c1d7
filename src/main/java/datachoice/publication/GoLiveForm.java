package datachoice.publication;

import datachoice.core.DateParts;
import datachoice.core.TypedNumbers;
import datachoice.core.UkTime;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * When a draft is to go live, in UK time. A browser may leave anything out.
 *
 * @param revision of the draft that the approver read
 * @param linksOpened anything but empty says that the approver opened the links to other sites
 * @param time such as "9:30", "14.05", "9am"
 */
record GoLiveForm(
        @Nullable String revision,
        @Nullable DateParts date,
        @Nullable String time,
        @Nullable String linksOpened) {
    private static final int MOST_YEARS = 2;
    private static final String KEYS = "publishing.goes-live.";
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("H:mm", Locale.UK);
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?");

    /** -1 for anything that is no number, which no draft has. */
    int seen() {
        return TypedNumbers.read(revision).orElse(-1);
    }

    public boolean openedLinks() {
        return linksOpened != null && !linksOpened.isEmpty();
    }

    /**
     * The moment that is meant. Empty if there is none, if there are two, or if it is not between now and two years from
     * today; the errors then say so.
     */
    Optional<Instant> read(Errors errors, Clock clock) {
        var now = clock.instant();
        var day = day(errors, UkTime.today(clock));
        var at = time(errors);
        if (day.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        var meant = day.get().atTime(at.get());
        var change = UkTime.ZONE.getRules().getTransition(meant);
        if (change != null) {
            errors.rejectValue(
                    "time",
                    KEYS + (change.isGap() ? "time.skipped" : "time.twice"),
                    new Object[] {
                        UkTime.date(day.get()),
                        SHOWN.format(at.get()),
                        SHOWN.format(change.getDateTimeBefore()),
                        SHOWN.format(change.getDateTimeAfter())
                    },
                    null);
            return Optional.empty();
        }
        var moment = meant.atZone(UkTime.ZONE).toInstant();
        if (!moment.isAfter(now)) {
            errors.rejectValue("time", KEYS + "time.past", new Object[] {UkTime.time(now)}, null);
            return Optional.empty();
        }
        return Optional.of(moment);
    }

    private Optional<LocalDate> day(Errors errors, LocalDate today) {
        if (date == null) {
            errors.rejectValue("date", KEYS + "date.empty");
            return Optional.empty();
        }
        var reading = date.read();
        reading.problem().ifPresent(problem -> problem.tell(errors, "date", KEYS + "date"));
        var last = today.plusYears(MOST_YEARS);
        if (reading.date()
                .filter(day -> day.isBefore(today) || day.isAfter(last))
                .isPresent()) {
            errors.rejectValue(
                    "date", KEYS + "date.between", new Object[] {UkTime.date(today), UkTime.date(last)}, null);
            return Optional.empty();
        }
        return reading.date();
    }

    private Optional<LocalTime> time(Errors errors) {
        var written = time == null
                ? ""
                : Normalizer.normalize(time, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s", "");
        if (written.isEmpty()) {
            errors.rejectValue("time", KEYS + "time.empty");
            return Optional.empty();
        }
        var parts = TIME.matcher(written);
        if (parts.matches()) {
            int hour = Integer.parseInt(parts.group(1));
            int minute = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
            var half = parts.group(3);
            boolean real = minute <= 59 && (half == null ? hour <= 23 : hour >= 1 && hour <= 12);
            if (real && (half != null || parts.group(2) != null)) {
                return Optional.of(
                        LocalTime.of(half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0), minute));
            }
        }
        errors.rejectValue("time", KEYS + "time.not-real");
        return Optional.empty();
    }
}
