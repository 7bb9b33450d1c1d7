package datachoice.core;

import java.util.regex.Pattern;

/** Keeps postcodes and phone numbers on one line: nobody should have to put together what they dial or write. */
public final class Unbroken {
    private static final Pattern POSTCODE = Pattern.compile("\\b([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9][A-Z]{2})\\b");
    private static final Pattern PHONE = Pattern.compile("(?<![0-9])0[0-9]{2,4}(?: [0-9]{3,6}){1,3}(?![0-9])");

    private Unbroken() {}

    /** The same text, with spaces inside postcodes and phone numbers at which no line breaks. */
    public static String text(String text) {
        var postcodes = POSTCODE.matcher(text).replaceAll("$1\u00a0$2");
        return PHONE.matcher(postcodes).replaceAll(found -> found.group().replace(' ', '\u00a0'));
    }
}
