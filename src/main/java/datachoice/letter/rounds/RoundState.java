package datachoice.letter.rounds;

/** How far a round is. */
enum RoundState {
    /** A job is at it, or will be soon. */
    MAKING,
    /** All letters exist that could be made. */
    MADE,
    /** A lead stopped it, or whoever asked leads no longer, or the job failed too often. The letters made until then are good. */
    STOPPED
}
