package datachoice.choice.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a decision.
 *
 * @param since when it came into force; null for every effect but {@link Effect#IN_FORCE}
 */
public record EffectView(Effect effect, @Nullable Instant since) {
    public enum Effect {
        /** Saved; the practice has not entered it yet. */
        WAITING,
        /** The practice entered it in its system. */
        IN_FORCE,
        /** A yes where no no was ever entered: the practice has nothing to do. */
        NOTHING_TO_ENTER,
        /** In this register, which bodies that check it must respect. */
        REGISTER,
        /** Said at a practice that the person has left. */
        TO_RECONFIRM,
        /** Nothing is recorded any more; the practice entered a no, and has to take it out of its system. */
        WITHDRAWING,
        /** Nothing is recorded any more. */
        NOTHING,
        /** A later decision took its place. */
        SUPERSEDED,
        /** It was wrong: a later correction took its place. */
        CORRECTED
    }

    static EffectView of(Effect effect) {
        return new EffectView(effect, null);
    }
}
