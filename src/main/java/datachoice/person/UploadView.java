package datachoice.person;

import datachoice.core.OdsCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An upload of a practice's register, and how far it got.
 *
 * @param rows rows in the file, without its header
 * @param refused rows with at least one problem: they are never loaded
 * @param loadedAt empty until its good rows became people
 * @param added people who were new here
 * @param changed people who were known here and whose name or contact details changed
 * @param moved people who were known here and registered elsewhere or nowhere until then
 */
public record UploadView(
        UUID id,
        OdsCode practice,
        String fileName,
        Instant uploadedAt,
        int rows,
        int refused,
        Optional<Instant> loadedAt,
        int added,
        int changed,
        int moved) {
    public int good() {
        return rows - refused;
    }

    /**
     * Why one row cannot be loaded.
     *
     * @param line in the file; the header is 1
     * @param reason key of the sentence, below {@code person.upload.row.}
     */
    public record Problem(int line, String column, String reason) {}
}
