package datachoice.publication;

import datachoice.audit.Audited;

/** Somebody worked on a correction, or published it. */
record CorrectionChanged(String detail, String action) implements Audited {
    static CorrectionChanged written(String slug) {
        return new CorrectionChanged(slug, "CORRECTION_WRITTEN");
    }

    static CorrectionChanged discarded(String slug) {
        return new CorrectionChanged(slug, "CORRECTION_DISCARDED");
    }

    static CorrectionChanged published(String slug, int n) {
        return new CorrectionChanged(slug + " correction " + n, "CORRECTION_PUBLISHED");
    }
}
