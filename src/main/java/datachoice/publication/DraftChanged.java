package datachoice.publication;

import datachoice.audit.Audited;

/** Somebody worked on a draft. */
record DraftChanged(String slug, String action) implements Audited {
    static DraftChanged saved(String slug) {
        return new DraftChanged(slug, "CONTENT_DRAFT_SAVED");
    }

    static DraftChanged submitted(String slug) {
        return new DraftChanged(slug, "CONTENT_SUBMITTED");
    }

    static DraftChanged sentBack(String slug) {
        return new DraftChanged(slug, "CONTENT_SENT_BACK");
    }

    static DraftChanged discarded(String slug) {
        return new DraftChanged(slug, "CONTENT_DISCARDED");
    }

    @Override
    public String detail() {
        return slug;
    }
}
