package datachoice.letter.rounds;

import datachoice.audit.Audited;

/** A lead has stopped a round. Whose letters were taken back stands in the entry of the codes that are void. */
record RoundStopped(RoundView round) implements Audited {
    @Override
    public String action() {
        return "LETTERS_STOPPED";
    }

    @Override
    public String detail() {
        return round.made() + " of " + round.wanted() + " letters made, " + round.takenBack() + " taken back";
    }
}
