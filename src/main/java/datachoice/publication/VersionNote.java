package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A version in the list of all versions.
 *
 * @param n from 1
 * @param by who stood behind it
 * @param careReason why it may speak of the care of those who read it; null if it does not
 * @param liveUntil when a newer one took its place; null for the newest
 * @param withdrawn null for one that was not
 */
record VersionNote(
        int n,
        String title,
        String whatChanged,
        Instant liveFrom,
        By by,
        @Nullable String careReason,
        @Nullable Instant liveUntil,
        @Nullable Withdrawn withdrawn) {
    /** In the language of a page: such as "12 March 2026". */
    public String date(Locale locale) {
        return UkTime.date(liveFrom, locale);
    }

    /** Such as "12 March 2026". */
    public String date() {
        return UkTime.date(liveFrom);
    }

    public boolean isLive() {
        return liveUntil == null && withdrawn == null;
    }

    /** The day when it was withdrawn or replaced, such as "12 March 2026"; empty while it is live. */
    public String until(Locale locale) {
        if (withdrawn != null) {
            return withdrawn.date(locale);
        }
        return liveUntil == null ? "" : UkTime.date(liveUntil, locale);
    }

    /** It was taken back while it was live. */
    record Withdrawn(Instant at, String because) {
        /** In the language of a page: such as "12 March 2026". */
        public String date(Locale locale) {
            return UkTime.date(at, locale);
        }
    }

    enum By {
        /** Came with the software. */
        RELEASE,
        TWO_PEOPLE,
        /** The rule of two people was switched off. */
        ONE_PERSON
    }
}
