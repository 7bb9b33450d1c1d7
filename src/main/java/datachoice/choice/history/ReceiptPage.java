package datachoice.choice.history;

import datachoice.choice.ledger.DecisionView;
import datachoice.choice.question.ConfirmView;

/**
 * A receipt, and what its reader may count on.
 *
 * @param confirm how the choice is confirmed
 */
record ReceiptPage(ReceiptView receipt, ConfirmView confirm) {
    /** Whether the practice still has something to enter. */
    public boolean waiting() {
        return receipt.decisions().stream().anyMatch(DecisionView::waiting);
    }
}
