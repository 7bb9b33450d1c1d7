package datachoice.choice;

/**
 * A newer choice is being saved in place of the one with this receipt. Announced before {@link ChoiceRecorded}, in the same
 * transaction: what was to be said about the older one and was not said yet need not be.
 */
public record ChoiceReplaced(String receipt) {}
