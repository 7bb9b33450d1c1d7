package datachoice.letter.rounds;

/** How somebody registered at a practice stands with letters. Each person is in one of these, the first that holds. */
enum Standing {
    DIED,
    /** A choice that counts at the practice is recorded, on whatever way it came. One said at another practice does not. */
    CHOSEN,
    /** Under 13: their letter would lead nowhere, because a code cannot show which grown-up opened it. */
    CHILD,
    /** Has a letter whose code still works. */
    WORKS,
    NO_ADDRESS,
    /** What was taken back before it was printed does not count. */
    NEVER,
    /** The newest letter is older than its code lasts, or lies where they do not live any more. */
    OLD,
    /** The newest letter is not that old, but its code does not work any more. */
    SPENT
}
