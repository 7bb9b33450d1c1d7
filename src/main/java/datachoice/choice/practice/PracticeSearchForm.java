package datachoice.choice.practice;

import datachoice.core.DateParts;
import datachoice.core.NhsNumber;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/**
 * Looking for one person: by number, or by name and birthday. Always sent, never part of an address.
 *
 * @param reason name of a {@link LookReason}
 * @param reasonText in words, for {@link LookReason#OTHER}
 */
@NullUnmarked // filled by the browser
record PracticeSearchForm(String nhsNumber, String name, DateParts dateOfBirth, String reason, String reasonText) {
    private static final Pattern NATIONAL_INSURANCE =
            Pattern.compile("[A-Z]{2}[0-9]{6}[A-D]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("^NHS(?:NO|NUMBER)?:?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NUMBER = 100;

    static final PracticeSearchForm EMPTY = new PracticeSearchForm("", "", new DateParts("", "", ""), null, "");

    boolean byNumber() {
        return nhsNumber != null && !nhsNumber.isBlank();
    }

    /** What was typed, without spaces, dashes and a label in front. */
    private String number() {
        var typed = nhsNumber.length() > LONGEST_NUMBER ? nhsNumber.substring(0, LONGEST_NUMBER) : nhsNumber;
        return LABEL.matcher(NhsNumber.clean(typed)).replaceFirst("");
    }

    Optional<NhsNumber> readNumber() {
        return NhsNumber.parse(number());
    }

    /** End of the key that says what is wrong with the number, in the order in which people mistype it. */
    String numberFault() {
        var number = number();
        if (NATIONAL_INSURANCE.matcher(number).matches()) {
            return "national-insurance";
        }
        if (!number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "letters";
        }
        return number.length() < 10 ? "short" : number.length() > 10 ? "long" : "check";
    }
}
