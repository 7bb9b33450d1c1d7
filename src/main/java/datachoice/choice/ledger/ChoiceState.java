package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import org.jspecify.annotations.Nullable;

/** What is on record for a person. Silence is a state of its own, never stored as a yes. */
public enum ChoiceState {
    NOT_RECORDED,
    ALLOW,
    DO_NOT_ALLOW;

    /** @param decision null where nothing was recorded, or where a correction said so */
    public static ChoiceState of(@Nullable ChoiceDecision decision) {
        return decision == null ? NOT_RECORDED : valueOf(decision.name());
    }

    /** As a column of the ledger has it; null for null. */
    static @Nullable ChoiceDecision decision(@Nullable String column) {
        return column == null ? null : ChoiceDecision.valueOf(column);
    }
}
