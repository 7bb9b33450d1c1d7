package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Locale;

/**
 * A version in the list of all versions.
 *
 * @param n from 1
 * @param by who stood behind it
 */
record VersionNote(int n, String title, String whatChanged, Instant liveFrom, By by) {
    /** In the language of a page: such as "12 March 2026". */
    public String date(Locale locale) {
        return UkTime.date(liveFrom, locale);
    }

    /** Such as "12 March 2026". */
    public String date() {
        return UkTime.date(liveFrom);
    }

    enum By {
        /** Came with the software. */
        RELEASE,
        TWO_PEOPLE,
        /** The rule of two people was switched off. */
        ONE_PERSON
    }
}
