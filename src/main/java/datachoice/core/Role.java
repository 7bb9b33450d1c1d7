package datachoice.core;

/** What an account, or a letter, may be used for. Acting for someone else is a relation between people, not a role. */
public enum Role {
    PATIENT,
    /** Someone who proved with the code from a letter that they are the person it was sent to. */
    LETTER,
    PRACTICE_STAFF,
    /** Practice staff who also upload the register, read the practice's activity and invite colleagues. */
    PRACTICE_LEAD,
    CONTENT_EDITOR,
    CONTENT_APPROVER,
    PLATFORM_ADMIN,
    AUDITOR;

    /** As Spring Security names it. */
    public String authority() {
        return "ROLE_" + name();
    }
}
