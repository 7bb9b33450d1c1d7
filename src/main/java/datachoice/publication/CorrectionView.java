package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A correction as everybody reads it.
 *
 * @param n from 1, over all items
 * @param isBesideTheQuestion people choose with it in front of them
 * @param title of the item, in the last version that was wrong
 * @param first number of the first version with the wrong words; {@code last} of the last one
 * @param told who was told, and how
 * @param alone one person wrote and published it, because the rule of two people was switched off
 * @param wrongFrom when the first of them went live
 * @param wrongUntil when the last of them was replaced or withdrawn
 * @param choices how many choices were made with one of them in front of people; null until they were counted
 * @param countedAt null until then
 */
record CorrectionView(
        int n,
        String slug,
        boolean isBesideTheQuestion,
        String title,
        int first,
        int last,
        String wrong,
        String right,
        String told,
        boolean alone,
        Instant publishedAt,
        Instant wrongFrom,
        Instant wrongUntil,
        @Nullable Long choices,
        @Nullable Instant countedAt) {
    /** Below this a number points at people (R17). */
    private static final long SMALLEST_SHOWN = 5;

    public boolean touches(int version) {
        return version >= first && version <= last;
    }

    /** True also for an edition that says the same as one of the versions that were wrong. */
    public boolean touches(ContentView item) {
        return touches(slug.equals(item.slug()) ? item.n() : item.matches());
    }

    /** Key of what the box on that version says of it. */
    public String box(ContentView item) {
        if (touches(item)) {
            return "correction.box.this";
        }
        return (slug.equals(item.slug()) ? "correction.box.before" : "correction.box.english")
                + (first == last ? ".one" : "");
    }

    /** In the language of a page: such as "12 March 2026". */
    public String date(Locale locale) {
        return UkTime.date(publishedAt, locale);
    }

    /** Such as "12 March 2026". */
    public String from() {
        return UkTime.date(wrongFrom);
    }

    /** Such as "12 March 2026". */
    public String until() {
        return UkTime.date(wrongUntil);
    }

    public boolean isCounted() {
        return choices != null;
    }

    /** A number, or {@code *} where it is too small; empty until they were counted. */
    public String choicesShown() {
        if (choices == null) {
            return "";
        }
        return choices > 0 && choices < SMALLEST_SHOWN ? "*" : "%,d".formatted(choices);
    }

    /** Such as "12 March 2026"; empty until they were counted. */
    public String counted() {
        return countedAt == null ? "" : UkTime.date(countedAt);
    }
}
