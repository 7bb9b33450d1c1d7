package datachoice.publication.paper;

import java.util.function.ToIntFunction;

/**
 * The sheet that is folded once: four small pages, of which none may run over. Letters are made smaller, from 12 point to
 * 10; if that is not enough, what can be read elsewhere is left out, the last of it first.
 */
public final class Fold {
    /** In the page as written: what becomes the step that fits. */
    private static final String STEP = "class=\"fold step-0\"";

    /** In the page as written: the size of the sheet. To measure, the four pages come one after the other. */
    private static final String SHEET = "size: 297mm 210mm; margin: 0";

    private static final String SMALL_PAGES = "size: 148.5mm 210mm; margin: 11mm 12mm";

    private static final int LAST_STEP = 8;
    private static final int PAGES = 4;

    private Fold() {}

    /**
     * The page in the largest letters that fit.
     *
     * @param pages counts the pages that something becomes
     */
    public static String fit(String xhtml, ToIntFunction<String> pages) {
        for (int step = 0; step < LAST_STEP; step++) {
            var small = xhtml.replace(SHEET, SMALL_PAGES).replace(STEP, "class=\"measure step-" + step + "\"");
            if (pages.applyAsInt(small) <= PAGES) {
                return at(step, xhtml);
            }
        }
        return at(LAST_STEP, xhtml);
    }

    private static String at(int step, String xhtml) {
        return xhtml.replace(STEP, "class=\"fold step-" + step + "\"");
    }
}
