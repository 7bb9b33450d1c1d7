package datachoice.choice.ledger;

import datachoice.practice.PracticeView;
import org.jspecify.annotations.Nullable;

/**
 * One decision and what became of it.
 *
 * @param practice the one it binds; null if it binds none, or one that nobody knows any more
 */
public record DecisionView(
        ChoiceView choice, EffectView effect, @Nullable PracticeView practice) {
    /** True for the newest of its ledger. */
    public boolean onRecord() {
        return effect.effect() != EffectView.Effect.SUPERSEDED;
    }
}
