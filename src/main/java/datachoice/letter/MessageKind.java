package datachoice.letter;

/** What a message is about. */
enum MessageKind {
    CHOICE_SAVED,
    CHOICE_APPLIED,
    ENTRY_UNDONE,
    CHOICE_CORRECTED,
    DOUBT_SETTLED,
    LETTER_CODE,
    EMAIL_CODE,
    ACCOUNT_EXISTS,
    ACCOUNT_NOTICE,
    INVITATION,
    PRACTICE_JOINED,
    CONTACT_REPLACED,
    /** Somebody may choose for another person, or may no longer. */
    RIGHT_TO_CHOOSE,
    DRAFT_HELD;

    /** Whoever reads it can act as somebody: it is not kept once it is sent. */
    boolean carriesCode() {
        return this == LETTER_CODE || this == EMAIL_CODE || this == INVITATION;
    }
}
