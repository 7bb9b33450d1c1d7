package datachoice.choice.page;

import datachoice.core.NhsNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** An NHS number as staff type it. */
public final class TypedNhsNumber {
    private static final Pattern NATIONAL_INSURANCE =
            Pattern.compile("[A-Z]{2}[0-9]{6}[A-D]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("^NHS(?:NO|NUMBER)?:?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 100;

    private TypedNhsNumber() {}

    /** Empty for anything that is no NHS number. */
    public static Optional<NhsNumber> read(String typed) {
        return NhsNumber.parse(bare(typed));
    }

    /** End of the key that says what is wrong with it, in the order in which people mistype it. */
    public static String fault(String typed) {
        var number = bare(typed);
        if (NATIONAL_INSURANCE.matcher(number).matches()) {
            return "national-insurance";
        }
        if (!number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "letters";
        }
        return number.length() < 10 ? "short" : number.length() > 10 ? "long" : "check";
    }

    /** Without spaces, dashes and a label in front. */
    private static String bare(String typed) {
        var shorter = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        return LABEL.matcher(NhsNumber.clean(shorter)).replaceFirst("");
    }
}
