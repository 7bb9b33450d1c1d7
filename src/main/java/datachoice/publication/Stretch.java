package datachoice.publication;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a file is asked for: all of it, or one stretch. Several at once are answered by all of it, which the standard
 * allows: no player asks for them, and a long list of small ones is only good for an attack.
 *
 * @param part false for the whole file, asked for without saying how much
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, Range Requests</a>
 */
record Stretch(long from, long length, boolean part) {
    private static final String UNIT = "bytes=";
    private static final Pattern ONE = Pattern.compile("\\s*(\\d*)-(\\d*)\\s*");
    /** More than any file has, and short enough to be read as a number. */
    private static final int MOST_DIGITS = 18;

    /**
     * Reads the header {@code Range}.
     *
     * @throws NotInThere for a stretch that the file does not have, or none that can be read
     */
    static Stretch of(@Nullable String range, long size) {
        if (range == null || !range.regionMatches(true, 0, UNIT, 0, UNIT.length()) || range.indexOf(',') >= 0) {
            return new Stretch(0, size, false);
        }
        var numbers = ONE.matcher(range.substring(UNIT.length()));
        if (!numbers.matches()) {
            throw new NotInThere();
        }
        var first = numbers.group(1);
        var last = numbers.group(2);
        if (first.isEmpty()) {
            long length = last.isEmpty() ? 0 : Math.min(number(last), size);
            return stretch(size - length, size);
        }
        long end = last.isEmpty() ? size : Math.min(number(last) + 1, size);
        return stretch(number(first), end);
    }

    private static Stretch stretch(long from, long end) {
        if (from >= end) {
            throw new NotInThere();
        }
        return new Stretch(from, end - from, true);
    }

    private static long number(String digits) {
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }

    long end() {
        return from + length;
    }

    /** The file has no such stretch. */
    static class NotInThere extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
