package datachoice.choice.practice;

import datachoice.choice.page.TypedNhsNumber;
import datachoice.core.DateParts;
import datachoice.core.NhsNumber;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/**
 * Looking for one person: by number, or by name and birthday. Always sent, never part of an address.
 *
 * @param reason name of a {@link LookReason}
 * @param reasonText in words, for {@link LookReason#OTHER}
 */
@NullUnmarked // filled by the browser
record PracticeSearchForm(String nhsNumber, String name, DateParts dateOfBirth, String reason, String reasonText) {
    static final PracticeSearchForm EMPTY = new PracticeSearchForm("", "", new DateParts("", "", ""), null, "");

    boolean byNumber() {
        return nhsNumber != null && !nhsNumber.isBlank();
    }

    Optional<NhsNumber> readNumber() {
        return TypedNhsNumber.read(nhsNumber);
    }

    /** End of the key that says what is wrong with the number. */
    String numberFault() {
        return TypedNhsNumber.fault(nhsNumber);
    }
}
