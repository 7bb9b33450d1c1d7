package datachoice.choice.practice;

/** What became of one {@link Entry}. */
enum EntryResult {
    DONE,
    /** Somebody else was faster, or the button was pressed twice. */
    ALREADY,
    /** There is a newer choice than the page showed: that one has to be entered. */
    CHANGED,
    /** No longer registered at this practice, or never was. */
    GONE
}
