package datachoice.choice;

/** How things stand at the practice when an answer about the GP record is saved. */
public enum AtPractice {
    /** The practice has to enter it; until then it is not in force. */
    TO_ENTER,
    /** The practice entered this same answer before: it is in force already. */
    ENTERED,
    /** A yes where no no was ever entered. */
    NOTHING_TO_ENTER
}
