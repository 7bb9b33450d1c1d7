package datachoice.publication;

/** Why a draft that was approved for a time did not go live when it came. */
public enum Held {
    /** Something that it must have is missing by now, such as the page that a link leads to. */
    CHECKS,
    /** Whoever approved it may not approve any more. */
    APPROVER,
    /** Whoever approved it also wrote it, and by now two people are needed. */
    ALONE
}
