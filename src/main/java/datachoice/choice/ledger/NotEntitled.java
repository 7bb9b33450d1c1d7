package datachoice.choice.ledger;

import datachoice.core.NotFound;

/** Whoever acts has no right to choose for this person, or has it no longer. Looks like an address that leads nowhere. */
public class NotEntitled extends NotFound {
    private static final long serialVersionUID = 1;
}
