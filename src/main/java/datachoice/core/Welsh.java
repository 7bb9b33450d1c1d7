package datachoice.core;

import java.util.Locale;

/** The other language of the pages from home to receipt. */
public final class Welsh {
    /** By BCP 47. */
    public static final String TAG = "cy";

    public static final Locale LOCALE = Locale.forLanguageTag(TAG);

    private Welsh() {}

    public static boolean is(Locale locale) {
        return locale.getLanguage().equals(TAG);
    }
}
