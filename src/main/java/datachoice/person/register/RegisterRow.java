package datachoice.person.register;

import datachoice.core.NhsNumber;
import datachoice.core.Postcode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a register file, cleaned and checked by itself. What only the whole file or the database can tell (a number
 * that comes twice, a known person with another date of birth) is found later.
 */
class RegisterRow {
    private static final int OLDEST = 130;
    private static final int LONGEST = 200;
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@,;<>\"()\\[\\]\\\\\\p{Cc}]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+"
                    + "[\\p{L}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])");
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9]{7,15}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s().-]");
    private static final Pattern ROUNDED = Pattern.compile("[0-9](?:[.,][0-9]+)?[eE]\\+?[0-9]{1,2}");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> FORMATS = Set.of("STANDARD", "LARGE_PRINT", "EASY_READ", "BRAILLE", "AUDIO");

    private final String[] values = new String[RegisterColumn.COUNT];
    private final List<String> problems = new ArrayList<>();

    /** @param fields as many as there are columns, else the row has that one problem */
    RegisterRow(List<String> fields, LocalDate today) {
        if (fields.size() != RegisterColumn.COUNT) {
            refuse("row", RowReason.FIELD_COUNT);
            return;
        }
        for (int i = 0; i < RegisterColumn.COUNT; i++) {
            check(RegisterColumn.at(i), fields.get(i), today);
        }
    }

    /** Empty for a good row. */
    List<String> problems() {
        return problems;
    }

    /** As the database keeps it; null for an empty field, and for one that has a problem. */
    @Nullable
    String value(int column) {
        return values[column];
    }

    private void check(RegisterColumn column, String field, LocalDate today) {
        var text = clean(field);
        switch (column) {
            case NHS_NUMBER:
                keep(column, nhsNumber(text));
                break;
            case FAMILY_NAME:
            case GIVEN_NAMES:
                keep(column, name(column, text));
                break;
            case DATE_OF_BIRTH:
                keep(column, dateOfBirth(text, today));
                break;
            case POSTCODE:
                keep(column, text.isEmpty() ? "" : postcode(text));
                break;
            case EMAIL:
                keep(
                        column,
                        text.length() <= 254
                                        && (text.isEmpty()
                                                || EMAIL.matcher(text).matches())
                                ? text
                                : shape(column));
                break;
            case MOBILE:
                var digits =
                        text.isEmpty() ? text : BETWEEN_DIGITS.matcher(text).replaceAll("");
                keep(column, digits.isEmpty() || MOBILE.matcher(digits).matches() ? digits : shape(column));
                break;
            case LANGUAGE:
                var language = text.isEmpty() ? "en" : text.toLowerCase(Locale.ROOT);
                keep(column, LANGUAGES.contains(language) ? language : unknown(column));
                break;
            case FORMAT:
                var format = text.isEmpty() ? "STANDARD" : text.toUpperCase(Locale.ROOT);
                keep(column, FORMATS.contains(format) ? format : unknown(column));
                break;
            case ADDRESS_HIDDEN:
                keep(column, yesOrNo(text));
                break;
            default:
                keep(column, notLong(column, text));
        }
    }

    private @Nullable String nhsNumber(String text) {
        var column = RegisterColumn.NHS_NUMBER;
        if (text.isEmpty()) {
            return refuse(column, RowReason.MISSING);
        }
        if (ROUNDED.matcher(text).matches()) {
            return refuse(column, RowReason.ROUNDED);
        }
        var digits = NhsNumber.clean(text);
        if (NhsNumber.holds(digits)) {
            return digits;
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return refuse(column, RowReason.LETTERS);
        }
        if (digits.length() != 10) {
            return refuse(column, digits.length() < 10 ? RowReason.TOO_SHORT : RowReason.TOO_LONG);
        }
        return refuse(column, RowReason.CHECK_DIGIT);
    }

    private @Nullable String name(RegisterColumn column, String text) {
        if (text.isEmpty()) {
            return refuse(column, RowReason.MISSING);
        }
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return refuse(column, RowReason.NO_LETTERS);
        }
        return notLong(column, text);
    }

    private @Nullable String notLong(RegisterColumn column, String text) {
        return text.length() <= LONGEST || text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : refuse(column, RowReason.TOO_LONG);
    }

    private @Nullable String dateOfBirth(String text, LocalDate today) {
        var column = RegisterColumn.DATE_OF_BIRTH;
        if (text.isEmpty()) {
            return refuse(column, RowReason.MISSING);
        }
        var date = isoDate(text);
        if (date == null) {
            return refuse(column, RowReason.NOT_A_DATE);
        }
        if (date.isAfter(today)) {
            return refuse(column, RowReason.FUTURE);
        }
        return date.isBefore(today.minusYears(OLDEST)) ? refuse(column, RowReason.TOO_OLD) : text;
    }

    /** Four digits, two, two. Null for every other way to write a date, and for days that do not exist. */
    private static @Nullable LocalDate isoDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (i != 4 && i != 7 && (c < '0' || c > '9')) {
                return null;
            }
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(text, 0, 4, 10),
                    Integer.parseInt(text, 5, 7, 10),
                    Integer.parseInt(text, 8, 10, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String postcode(String text) {
        return Postcode.parse(text).map(Postcode::value).orElseGet(() -> shape(RegisterColumn.POSTCODE));
    }

    private @Nullable String yesOrNo(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "":
            case "no":
            case "false":
                return "false";
            case "yes":
            case "true":
                return "true";
            default:
                return unknown(RegisterColumn.ADDRESS_HIDDEN);
        }
    }

    private @Nullable String shape(RegisterColumn column) {
        return refuse(column, RowReason.SHAPE);
    }

    private @Nullable String unknown(RegisterColumn column) {
        return refuse(column, RowReason.UNKNOWN);
    }

    private @Nullable String refuse(RegisterColumn column, RowReason reason) {
        refuse(column.written(), reason);
        return null;
    }

    private void refuse(String column, RowReason reason) {
        problems.add(column + ":" + reason);
    }

    private void keep(RegisterColumn column, @Nullable String value) {
        values[column.ordinal()] = value == null || value.isEmpty() ? null : value;
    }

    /**
     * Composed characters (NFC), single spaces, nothing at the ends, and none of the characters that nobody sees but that
     * turn the direction of a line or break it. Joiners stay: some scripts need them.
     */
    static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        boolean space = false;
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                space = kept.length() > 0;
            } else if (Character.getType(c) != Character.FORMAT || c == 0x200C || c == 0x200D) {
                if (space) {
                    kept.append(' ');
                    space = false;
                }
                kept.appendCodePoint(c);
            }
        }
        return kept.toString();
    }

    /** True for what cleaning would leave as it is: visible ASCII with single spaces inside. Most fields are. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }
}
