package datachoice.choice.ledger;

/** The ledger has an event that the page did not show: nothing was stored, and the question is asked again. */
public class ChoiceMovedOn extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChoiceMovedOn() {
        super("the choice was changed since the question was shown", null, false, false);
    }
}
