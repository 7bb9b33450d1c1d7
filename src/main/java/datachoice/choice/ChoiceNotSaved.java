package datachoice.choice;

/** Somebody asked for a choice to be saved, and no new receipt came of it. Announced when no transaction is open any more. */
public record ChoiceNotSaved(SaveWay way, Why why) {
    public enum Why {
        /** It had been saved before, and has its receipt. */
        SAVED_BEFORE,
        /** Somebody changed the same choice meanwhile. */
        MOVED_ON,
        /** Too often lately. */
        LIMIT,
        NOT_ENTITLED,
        /** Another answer was saved with the same letter. */
        LETTER_USED,
        /** No such answer waits: it is too old, or somebody else's. */
        GONE,
        /** The database was away or busy before anything could be stored. */
        NOT_STORED,
        /** The connection broke while it was being stored, and nobody could be asked what became of it. */
        UNKNOWN,
        FAULT
    }
}
