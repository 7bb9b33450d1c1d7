package datachoice.choice.practice;

/** What became of one {@link Entry}. */
enum EntryResult {
    DONE,
    /** Somebody else was faster, or the button was pressed twice. */
    ALREADY,
    /** Somebody says that a choice of this person was not theirs, and whoever pressed the button was not told so. */
    DOUBTED,
    /** There is a newer choice than the page showed: that one has to be entered. */
    CHANGED,
    /** No longer registered at this practice, or never was. */
    GONE
}
