package datachoice.publication;

/** How far the next version of an item is. */
enum DraftState {
    /** There is no draft. */
    NONE,
    DRAFT,
    /** Waits for somebody to approve it. */
    SUBMITTED,
    SENT_BACK,
    /** Approved, and goes live at a time that was set. */
    SCHEDULED
}
