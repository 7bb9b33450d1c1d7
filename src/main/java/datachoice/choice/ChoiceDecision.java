package datachoice.choice;

/** What was chosen. One enum and no boolean, so that no code can hold the answer the wrong way round. */
public enum ChoiceDecision {
    ALLOW,
    DO_NOT_ALLOW
}
