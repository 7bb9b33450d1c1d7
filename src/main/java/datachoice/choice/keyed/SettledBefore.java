package datachoice.choice.keyed;

import datachoice.choice.ledger.ChoiceMovedOn;
import java.util.UUID;

/** A colleague settled the doubt by which a choice could be corrected here: there is nothing to correct any more. */
final class SettledBefore extends ChoiceMovedOn {
    private static final long serialVersionUID = 1;

    private final UUID doubt;

    SettledBefore(UUID doubt) {
        this.doubt = doubt;
    }

    UUID doubt() {
        return doubt;
    }
}
