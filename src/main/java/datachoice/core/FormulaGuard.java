package datachoice.core;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what people typed from becoming a formula in a spreadsheet (T11): a line that a spreadsheet would read as one gets
 * an apostrophe in front, which says "this is text".
 */
public final class FormulaGuard {
    /** A line with its end; spreadsheets start anew after each. */
    private static final Pattern LINE =
            Pattern.compile("[^\\n\\x0B\\f\\r\\x85\\u2028\\u2029]*(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029]|$)");

    /** The last one is the minus sign of typesetters. */
    private static final String SIGNS = "=+-@\u2212";

    private FormulaGuard() {}

    public static String text(String cell) {
        return LINE.matcher(cell)
                .replaceAll(line -> Matcher.quoteReplacement((startsFormula(line.group()) ? "'" : "") + line.group()));
    }

    /** Spaces and invisible characters in front do not matter: spreadsheets may drop them. */
    private static boolean startsFormula(String line) {
        for (int at = 0; at < line.length(); at = line.offsetByCodePoints(at, 1)) {
            int c = line.codePointAt(at);
            if (c == '\t' || c == '\r' || c == '\n') {
                return true;
            }
            if (!unseen(c)) {
                var plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC); // full-width forms
                return SIGNS.indexOf(plain.codePointAt(0)) >= 0;
            }
        }
        return false;
    }

    private static boolean unseen(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
