package datachoice.choice.ledger;

import datachoice.practice.PracticeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision and what became of it.
 *
 * @param steps what the practice did about it, in the order in which it happened
 * @param practice the one it binds; null if it binds none, or one that nobody knows any more
 */
public record DecisionView(
        ChoiceView choice,
        EffectView effect,
        List<Deliveries.StepView> steps,
        @Nullable PracticeView practice) {
    /** True for the newest of its ledger. */
    public boolean onRecord() {
        return effect.effect() != EffectView.Effect.SUPERSEDED && effect.effect() != EffectView.Effect.CORRECTED;
    }

    /** Whether the practice still has something to enter about it. */
    public boolean waiting() {
        return effect.effect() == EffectView.Effect.WAITING || effect.effect() == EffectView.Effect.WITHDRAWING;
    }

    /** The steps that the effect does not tell already: all but the entry by which it is in force. */
    public List<Deliveries.StepView> earlierSteps() {
        boolean lastIsTheEffect = effect.effect() == EffectView.Effect.IN_FORCE && !steps.isEmpty();
        return lastIsTheEffect ? steps.subList(0, steps.size() - 1) : steps;
    }
}
