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

    /**
     * @param decision null where a correction says that nothing was chosen
     * @param entered what the practice's system holds because of an earlier entry; null for nothing
     */
    public static EntryStatus of(@Nullable ChoiceDecision decision, @Nullable ChoiceDecision entered) {
        var toEnter = toEnter(decision);
        if (toEnter == entered) {
            return APPLIED;
        }
        return toEnter == ChoiceDecision.ALLOW && entered == null ? NONE : NEW;
    }

    /** To the practice's system no choice is what a yes is: no code, or the one that withdraws a no. */
    public static ChoiceDecision toEnter(@Nullable ChoiceDecision decision) {
        return decision == null ? ChoiceDecision.ALLOW : decision;
    }
}
