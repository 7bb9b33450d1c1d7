package datachoice.core;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A date as people type it, in three boxes. Also the part of a form: a browser may leave any of the three out.
 *
 * @param month a number, or a name such as "jan", "January" or "Ionawr"
 * @param year all four digits
 */
public record DateParts(
        @Nullable String day,
        @Nullable String month,
        @Nullable String year) {
    private static final int LONGEST_LIFE_IN_YEARS = 130;
    private static final int LONGEST_PART = 30;

    /** One of the three boxes. */
    public enum Part {
        DAY,
        MONTH,
        YEAR
    }

    /**
     * What is wrong.
     *
     * @param fault end of the message's key, such as {@code missing-day}
     * @param parts the boxes that must change; empty when it is the date as a whole
     */
    public record Problem(String fault, Set<Part> parts) {
        /**
         * Writes it into a form's errors: at the field, or at each box that must change.
         *
         * @param keys start of the message's key, such as {@code date-of-birth}
         */
        public void tell(Errors errors, String field, String keys) {
            if (parts.isEmpty()) {
                errors.rejectValue(field, keys + "." + fault);
            }
            for (var part : parts) {
                errors.rejectValue(field + "." + part.name().toLowerCase(Locale.ROOT), keys + "." + fault);
            }
        }
    }

    /** Either a date or a problem. */
    public record Reading(Optional<LocalDate> date, Optional<Problem> problem) {
        static Reading of(LocalDate date) {
            return new Reading(Optional.of(date), Optional.empty());
        }

        static Reading wrong(String fault, Part... parts) {
            var wrong = EnumSet.noneOf(Part.class);
            wrong.addAll(Set.of(parts));
            return new Reading(Optional.empty(), Optional.of(new Problem(fault, wrong)));
        }
    }

    public static DateParts of(LocalDate date) {
        return new DateParts(
                String.valueOf(date.getDayOfMonth()),
                String.valueOf(date.getMonthValue()),
                String.valueOf(date.getYear()));
    }

    /** Any real date with a year of four digits. */
    public Reading read() {
        var d = clean(day);
        var m = clean(month);
        var y = clean(year);
        if (d.isEmpty() && m.isEmpty() && y.isEmpty()) {
            return Reading.wrong("empty");
        }
        var missing = EnumSet.noneOf(Part.class);
        var fault = new StringBuilder("missing");
        if (d.isEmpty()) {
            missing.add(Part.DAY);
            fault.append("-day");
        }
        if (m.isEmpty()) {
            missing.add(Part.MONTH);
            fault.append("-month");
        }
        if (y.isEmpty()) {
            missing.add(Part.YEAR);
            fault.append("-year");
        }
        if (!missing.isEmpty()) {
            return Reading.wrong(fault.toString(), missing.toArray(Part[]::new));
        }
        int monthNumber = number(m, 2).orElseGet(() -> byName(m));
        if (monthNumber < 1 || monthNumber > 12) {
            return Reading.wrong("not-real", Part.MONTH);
        }
        var dayNumber = number(d, 2);
        if (dayNumber.isEmpty() || dayNumber.get() < 1 || dayNumber.get() > 31) {
            return Reading.wrong("not-real", Part.DAY);
        }
        var yearNumber = number(y, 4);
        if (y.length() != 4 || yearNumber.isEmpty()) {
            return Reading.wrong("year-length", Part.YEAR);
        }
        if (yearNumber.get() < 1) {
            return Reading.wrong("not-real", Part.YEAR);
        }
        try {
            var in = YearMonth.of(yearNumber.get(), monthNumber);
            return in.isValidDay(dayNumber.get())
                    ? Reading.of(in.atDay(dayNumber.get()))
                    : Reading.wrong("not-real", Part.DAY);
        } catch (DateTimeException e) {
            return Reading.wrong("not-real", Part.YEAR);
        }
    }

    /** A real date on which somebody now alive can have been born. */
    public Reading readDateOfBirth(LocalDate today) {
        var reading = read();
        var date = reading.date();
        if (date.isEmpty()) {
            return reading;
        }
        if (date.get().isAfter(today)) {
            return Reading.wrong("future");
        }
        return date.get().isBefore(today.minusYears(LONGEST_LIFE_IN_YEARS))
                ? Reading.wrong("too-old", Part.YEAR)
                : reading;
    }

    /**
     * The date of birth that a form holds; where it is wrong, the form's errors say so at the boxes concerned.
     *
     * @param parts null if the browser left all three out
     * @param field name of the form's component, such as {@code dateOfBirth}
     */
    public static Optional<LocalDate> dateOfBirth(
            @Nullable DateParts parts, LocalDate today, Errors errors, String field) {
        if (parts == null) {
            errors.rejectValue(field, "date-of-birth.empty");
            return Optional.empty();
        }
        var reading = parts.readDateOfBirth(today);
        reading.problem().ifPresent(problem -> problem.tell(errors, field, "date-of-birth"));
        return reading.date();
    }

    /**
     * A date in one field of a list's filters: year first or day first, with dashes, dots, slashes or spaces; months also by
     * name. Null for an empty field, and for one that the form's errors now say is wrong.
     *
     * @param keys start of the message's key, before the name of the field: {@code .shape}, {@code .not-real}, {@code
     *     .year-length} and {@code .between} follow
     */
    public static @Nullable LocalDate filter(
            @Nullable String written, String field, LocalDate first, LocalDate last, Errors errors, String keys) {
        if (written == null || written.isBlank()) {
            return null;
        }
        var parts = (written.length() > 60 ? written.substring(0, 60) : written)
                .strip()
                .split("[-./\\s]+");
        var key = keys + "." + field;
        if (parts.length != 3) {
            errors.rejectValue(field, key + ".shape");
            return null;
        }
        var reading = parts[0].length() == 4
                ? new DateParts(parts[2], parts[1], parts[0]).read()
                : new DateParts(parts[0], parts[1], parts[2]).read();
        if (reading.problem().isPresent()) {
            var fault = reading.problem().get().fault();
            errors.rejectValue(field, key + (fault.equals("year-length") ? ".year-length" : ".not-real"));
            return null;
        }
        var date = reading.date().orElseThrow();
        if (date.isBefore(first) || date.isAfter(last)) {
            errors.rejectValue(field, key + ".between", new Object[] {UkTime.date(first), UkTime.date(last)}, null);
            return null;
        }
        return date;
    }

    private static String clean(@Nullable String part) {
        if (part == null) {
            return "";
        }
        var shorter = part.length() > LONGEST_PART ? part.substring(0, LONGEST_PART) : part;
        return Normalizer.normalize(shorter, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Optional<Integer> number(String text, int mostDigits) {
        return text.length() <= mostDigits && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    /**
     * From "jan", "sept", "January", "ion" or "Ionawr" in any case; 0 for anything else. No three letters begin months of
     * both languages, so that either is understood on every page.
     */
    private static int byName(String text) {
        var name = text.toLowerCase(Locale.ROOT).replace(".", "");
        for (var month : Month.values()) {
            if (name.length() >= 3 && (begins(month, Locale.ENGLISH, name) || begins(month, Welsh.LOCALE, name))) {
                return month.getValue();
            }
        }
        return 0;
    }

    private static boolean begins(Month month, Locale language, String name) {
        return month.getDisplayName(TextStyle.FULL, language)
                .toLowerCase(Locale.ROOT)
                .startsWith(name);
    }
}
