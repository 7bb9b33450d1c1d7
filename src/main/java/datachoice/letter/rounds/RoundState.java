package datachoice.letter.rounds;

/** How far a round is. */
enum RoundState {
    /** A job is at it, or will be soon. */
    MAKING,
    /** All letters exist that could be made. */
    MADE,
    /** The job failed too often. The letters made until then are good. */
    STOPPED
}
