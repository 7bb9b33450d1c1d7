package datachoice.choice.history;

import datachoice.choice.ledger.ChoiceView;
import datachoice.choice.ledger.DecisionView;
import datachoice.person.PersonView;
import java.util.Comparator;
import java.util.List;

/**
 * One submission, as a receipt or as an entry of the history.
 *
 * @param self the reader is the person
 * @param setByProxy someone else chose, by a right to do so
 * @param decisions one for each ledger that was asked about, never empty
 */
record ReceiptView(
        PersonView person, boolean self, String reference, boolean setByProxy, List<DecisionView> decisions) {
    static ReceiptView of(PersonView person, boolean self, List<DecisionView> saved) {
        var decisions = saved.stream()
                .sorted(Comparator.comparing(decision -> decision.choice().type()))
                .toList();
        var first = decisions.get(0).choice();
        return new ReceiptView(person, self, first.receipt(), first.setBy().isPresent(), decisions);
    }

    /** The first of its decisions; what they share can be read there. */
    public ChoiceView first() {
        return decisions.get(0).choice();
    }
}
