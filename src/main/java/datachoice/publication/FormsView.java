package datachoice.publication;

import java.util.List;
import java.util.Locale;

/**
 * One text in all the forms that it can be had in.
 *
 * @param title in the language of the text
 * @param language of the text, by BCP 47
 * @param whose what it is, as the end of a message's key: {@code en}, {@code EASY_READ}, {@code cy}
 * @param matches number of the English version that it says the same as; 0 for the English one
 * @param older there is a newer English one
 */
public record FormsView(
        String slug, String title, String language, String whose, int matches, boolean older, List<Form> forms) {
    /**
     * @param what names it, as the end of a message's key
     * @param type by which a browser knows what comes; empty for a page
     * @param pages to print; 0 for what has none, or where nobody knows yet
     * @param bytes to load; 0 where nobody knows yet
     */
    public record Form(String what, String address, String type, int pages, long bytes) {
        private static final long MEGABYTE = 1_000_000;

        /** Too large to be called small. */
        public boolean large() {
            return bytes >= MEGABYTE;
        }

        /** In thousands, or in millions with one place. */
        public String size() {
            return large()
                    ? String.format(Locale.UK, "%.1f", (double) bytes / MEGABYTE)
                    : String.valueOf(Math.max(1, Math.round(bytes / 1000.0)));
        }
    }
}
