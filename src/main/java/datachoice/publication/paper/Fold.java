package datachoice.publication.paper;

import java.util.function.ToIntFunction;

/**
 * The sheet that is folded once: four small pages, of which none may run over. Letters are made smaller, from 12 point to
 * 10, and the picture goes; if that is not enough, what can be read elsewhere is left out, the last of it first. What does
 * not fit even then is no sheet to fold: it comes on as many small pages as it needs, and says so.
 */
public final class Fold {
    /** In the page as written: what becomes the step that fits. */
    private static final String STEP = "class=\"fold step-0\"";

    /** In the page as written: the size of the sheet. To measure, the four pages come one after the other. */
    private static final String SHEET = "size: 297mm 210mm; margin: 0";

    private static final String SMALL_PAGES = "size: 148.5mm 210mm; margin: 11mm 12mm";

    private static final int LAST_STEP = 9;
    private static final int PAGES = 4;

    private Fold() {}

    /**
     * The page in the largest letters that fit. Each step takes less room than the one before, so four are measured at most.
     *
     * @param pages counts the pages that something becomes
     */
    public static String fit(String xhtml, ToIntFunction<String> pages) {
        int first = 0;
        int end = LAST_STEP + 1;
        while (first < end) {
            int step = (first + end) / 2;
            if (pages.applyAsInt(onSmallPages(xhtml, "measure step-" + step)) <= PAGES) {
                end = step;
            } else {
                first = step + 1;
            }
        }
        return first <= LAST_STEP
                ? xhtml.replace(STEP, "class=\"fold step-" + first + "\"")
                : onSmallPages(xhtml, "measure loose step-0");
    }

    private static String onSmallPages(String xhtml, String step) {
        return xhtml.replace(SHEET, SMALL_PAGES).replace(STEP, "class=\"" + step + "\"");
    }
}
