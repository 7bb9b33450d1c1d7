package datachoice.person.register;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An upload of a practice's register, and how far it got. Until it is loaded, the numbers of people say what loading would
 * do.
 *
 * @param whole the file names everybody registered there: whoever is missing has left
 * @param rowsRead how far the check has come
 * @param rows rows in the file, without its header
 * @param refused rows with at least one problem: they are never loaded
 * @param unreadable those of them that do not even say whom they are about; while there is one, nobody counts as missing
 * @param here people registered at the practice when the file was checked
 * @param loadedAt empty until its good rows became people
 * @param added people who join the practice, whether the register knows them or not; once it is loaded, those who were new
 * @param changed people who are registered there and whose name or contact details change
 * @param moved 0 until it is loaded: nobody is told before who is registered elsewhere. Then those who were, or nowhere
 * @param same people who are registered there already, with the same details
 * @param left people who are registered there and missing from the file, if it names everybody
 * @param letters to those of the changed people who are reached another way, by post
 * @param emails the same, to the e-mail address that is replaced
 * @param movers those of the changed people whose post goes to another door: what was posted to the old one is void
 * @param fault empty unless it was refused or did not finish
 */
public record UploadView(
        UUID id,
        OdsCode practice,
        String fileName,
        Instant uploadedAt,
        UploadState state,
        boolean whole,
        int rowsRead,
        int rows,
        int refused,
        int unreadable,
        int here,
        Optional<Instant> loadedAt,
        int added,
        int changed,
        int moved,
        int same,
        int left,
        int letters,
        int emails,
        int movers,
        Optional<Fault> fault) {
    public int good() {
        return rows - refused;
    }

    /** Such as "10:42 on 12 March 2026". */
    public String sentAt() {
        return UkTime.moment(uploadedAt);
    }

    /** As {@link #sentAt()}; empty until it is loaded. */
    public String loadedMoment() {
        return loadedAt.map(UkTime::moment).orElse("");
    }

    /** Somebody has to wait for the portal. */
    public boolean inWork() {
        return state == UploadState.WAITING || state == UploadState.CONFIRMED;
    }

    /** More than a tenth of the register would go: more often the wrong file than the truth. */
    public boolean manyLeave() {
        return left * 10L > here;
    }

    /** More than half of the register would go: seldom the truth, so that whoever is sure types how many. */
    public boolean mostLeave() {
        return left * 2L > here;
    }

    /** Nobody of those who are registered would stay: the list of another practice, or of one that is to be closed. */
    public boolean nobodyStays() {
        return left > 0 && left >= here;
    }

    /** A file of which nothing can be used, or that names nobody of the practice, has nothing to decide on. */
    public boolean loadable() {
        return good() > 0 && !nobodyStays();
    }

    /** Loading would do nothing at all. */
    public boolean changesNothing() {
        return added + changed + moved + left == 0;
    }

    /**
     * Why one row cannot be loaded.
     *
     * @param line in the file; the header is 1
     * @param reason key of the sentence, below {@code person.upload.row.}
     */
    public record Problem(int line, String column, String reason) {}

    /**
     * Why nothing of a file can be loaded.
     *
     * @param reason key of the sentence, below {@code person.upload.file.}
     * @param line of the file; 0 where no line is to blame
     * @param column empty where no column is to blame
     */
    public record Fault(String reason, long line, Optional<String> column) {}
}
