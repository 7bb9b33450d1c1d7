package datachoice.publication.text;

/** A text that is not taken at all, because showing it would cost too much. */
public class TextRefused extends RuntimeException {
    public enum Why {
        TOO_LONG,
        TOO_DEEP
    }

    private static final long serialVersionUID = 1;

    private final Why why;

    TextRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
