package datachoice.choice.practice;

/** Why practice staff open a record, or take the list out. The patient reads it. */
enum LookReason {
    ASKED,
    APPLYING,
    PROOF,
    MISTAKE,
    /** The list is compared with what the practice's own system holds. */
    RECONCILING,
    /** Written in words. */
    OTHER
}
