package datachoice.publication;

/** How far a programme is. */
public enum ProgrammeState {
    NOT_STARTED,
    COLLECTING,
    PAUSED,
    ENDED;

    /** The key of the sentence that says so; its arguments are the programme's name and the date of the last change. */
    public String sentence() {
        return "programme." + name();
    }
}
