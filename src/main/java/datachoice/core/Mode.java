package datachoice.core;

/** How the portal was started. */
public enum Mode {
    /** Invented people, a database and keys of its own, every page says so. */
    DEMO,
    /** Nothing invented, nothing known in advance, unsafe settings refused. */
    PRODUCTION
}
