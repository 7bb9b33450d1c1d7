package datachoice.person;

/** A right to choose that cannot be recorded, or not any more; nothing is stored. */
public final class RightRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean there;

    RightRefused(boolean there) {
        super("a right to choose cannot be recorded", null, false, false);
        this.there = there;
    }

    /** They have such a right already, for some of that time. */
    public boolean there() {
        return there;
    }
}
