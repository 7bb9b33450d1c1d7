package datachoice.choice;

/** What became of it when somebody said that a choice was not theirs. */
public enum DoubtOutcome {
    /** What was on record was corrected. */
    CORRECTED,
    /** A newer choice took its place. */
    REPLACED,
    /** The practice found that the choice is theirs. */
    STANDS
}
