package datachoice.choice.history;

import datachoice.choice.ledger.ChoiceState;
import datachoice.choice.ledger.ChoiceView;
import datachoice.choice.ledger.DecisionView;
import datachoice.choice.ledger.EffectView;
import datachoice.person.PersonView;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One submission, as a receipt or as an entry of the history.
 *
 * @param self the reader is the person
 * @param setByProxy someone else chose, by a right to do so
 * @param decisions one for each ledger that was asked about, never empty
 * @param keyed which practice keyed it; null if whoever chose saved it themselves
 * @param doubts that it was said not to be theirs, the newest first
 */
record ReceiptView(
        PersonView person,
        boolean self,
        String reference,
        boolean setByProxy,
        List<DecisionView> decisions,
        @Nullable KeyedNote keyed,
        List<DoubtNote> doubts) {
    static ReceiptView of(
            PersonView person,
            boolean self,
            List<DecisionView> saved,
            @Nullable KeyedNote keyed,
            List<DoubtNote> doubts) {
        var decisions = saved.stream()
                .sorted(Comparator.comparing(decision -> decision.choice().type()))
                .toList();
        var first = decisions.get(0).choice();
        return new ReceiptView(person, self, first.receipt(), first.setBy().isPresent(), decisions, keyed, doubts);
    }

    /** The first of its decisions; what they share can be read there. */
    public ChoiceView first() {
        return decisions.get(0).choice();
    }

    /** It says what stands in place of a choice that was wrong. */
    public boolean correction() {
        return keyed != null && keyed.correction();
    }

    /** It was wrong, and a correction stands in its place. */
    public boolean corrected() {
        return decisions.stream().anyMatch(decision -> decision.effect().effect() == EffectView.Effect.CORRECTED);
    }

    /** Nothing is recorded under it. */
    public boolean nothing() {
        return decisions.stream().allMatch(decision -> decision.choice().state() == ChoiceState.NOT_RECORDED);
    }

    /** Somebody says that it is not theirs, and that is not settled. */
    public boolean inDoubt() {
        return doubts.stream().anyMatch(doubt -> doubt.settled() == null);
    }
}
