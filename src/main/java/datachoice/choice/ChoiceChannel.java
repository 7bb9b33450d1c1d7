package datachoice.choice;

/** By which way a choice came in. */
public enum ChoiceChannel {
    ONLINE,
    NHS_APP,
    WEB_FORM,
    CALL_CENTRE,
    PAPER,
    PRACTICE_STAFF,
    LEGACY_IMPORT
}
