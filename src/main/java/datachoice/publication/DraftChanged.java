package datachoice.publication;

import datachoice.audit.Audited;
import java.time.Instant;

/** Somebody worked on a draft. */
record DraftChanged(String detail, String action) implements Audited {
    static DraftChanged saved(String slug) {
        return new DraftChanged(slug, "CONTENT_DRAFT_SAVED");
    }

    static DraftChanged submitted(String slug) {
        return new DraftChanged(slug, "CONTENT_SUBMITTED");
    }

    static DraftChanged sentBack(String slug) {
        return new DraftChanged(slug, "CONTENT_SENT_BACK");
    }

    /** For a later time. */
    static DraftChanged approved(String slug, Instant time) {
        return new DraftChanged(slug + ", for " + time, "CONTENT_APPROVED");
    }

    static DraftChanged approvalCancelled(String slug) {
        return new DraftChanged(slug, "CONTENT_APPROVAL_CANCELLED");
    }

    /** Its time came, and it did not go live. */
    static DraftChanged held(String slug, Held why) {
        return new DraftChanged(slug + ", " + why, "CONTENT_APPROVAL_CANCELLED");
    }

    static DraftChanged discarded(String slug) {
        return new DraftChanged(slug, "CONTENT_DISCARDED");
    }
}
