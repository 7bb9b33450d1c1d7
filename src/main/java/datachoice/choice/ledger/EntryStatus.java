package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import org.jspecify.annotations.Nullable;

/** What a practice has to do about a choice. */
public enum EntryStatus {
    /** Something to enter: a no, or a yes that withdraws a no entered before. */
    NEW,
    /** Entered in the practice's system: in force. */
    APPLIED,
    /** Said at another practice: the person is asked again here. */
    TO_RECONFIRM,
    /** A yes with nothing to enter. */
    NONE;

    /** @param entered what the practice's system holds because of an earlier entry; null for nothing */
    public static EntryStatus of(ChoiceDecision decision, @Nullable ChoiceDecision entered) {
        if (decision == entered) {
            return APPLIED;
        }
        return decision == ChoiceDecision.ALLOW && entered == null ? NONE : NEW;
    }
}
