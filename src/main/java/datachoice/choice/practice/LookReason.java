package datachoice.choice.practice;

/** Why practice staff open a record, or take the list out. The patient reads it. */
public enum LookReason {
    ASKED,
    /** A choice came in on paper, by phone or in person. */
    KEYING,
    APPLYING,
    PROOF,
    MISTAKE,
    /** Somebody said that a choice was not theirs. */
    DOUBT,
    /** The list is compared with what the practice's own system holds. */
    RECONCILING,
    /** Written in words. */
    OTHER
}
