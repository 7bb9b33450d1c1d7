package datachoice.choice;

/**
 * The connection to the database broke while a choice was being stored, and it was found there when asked again. Announced
 * in place of what is told after a commit, which nobody could see.
 */
public record ChoiceSettled(SaveWay way) {}
