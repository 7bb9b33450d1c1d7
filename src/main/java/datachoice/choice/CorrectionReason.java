package datachoice.choice;

/** Why a practice corrects what is on record. The person reads it. */
public enum CorrectionReason {
    /** The answer that was keyed is not the one that was given. */
    TYPED,
    /** It was somebody else's choice. */
    PERSON,
    /** The person says that they did not choose this. */
    NOT_THEM
}
