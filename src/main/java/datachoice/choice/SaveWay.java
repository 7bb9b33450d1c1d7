package datachoice.choice;

/** Who asked for a choice to be saved. */
public enum SaveWay {
    /** Whoever chose, on their own screen. */
    ONLINE,
    /** Staff, for what came in on paper, by phone or at the desk. */
    KEYED
}
