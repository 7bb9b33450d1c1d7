package datachoice.person;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;
import java.util.Optional;

/**
 * A practice's register changed where people are registered or how they are reached, and they are to be told. Comes for many
 * at once, with all that a message needs: how they were reached before is known nowhere else any more.
 *
 * @param practice whose register it was
 */
public record RegisterNotices(OdsCode practice, List<Notice> notices) {
    public enum Kind {
        /** They are registered at the practice from today. Goes where they are reached now. */
        PRACTICE_JOINED,
        /** Another way to reach them has taken the place of this one. Goes the old way, and never names the new one. */
        CONTACT_REPLACED,
        /**
         * The same of somebody who moved to another practice and whose address is to be hidden, or was: a letter says no more
         * than that something has changed, because who opens it may be the reason.
         */
        CONTACT_REPLACED_QUIETLY,
        /** There is an e-mail address where there was none. Goes by post, to the address on record, which stays. */
        EMAIL_ADDED
    }

    /**
     * One of the two ways to reach them is there, or both.
     *
     * @param name as it was when they were reached this way
     * @param decidesAlone false for a child, whose post goes to a parent or guardian
     * @param address lines; empty for none
     */
    public record Notice(
            PersonId person,
            Kind kind,
            String name,
            boolean decidesAlone,
            Optional<String> email,
            List<String> address,
            String format) {}
}
