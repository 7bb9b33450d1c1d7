package datachoice.letter.rounds;

import datachoice.audit.Audited;

/** No more letters of a round are made: how many there are, and whether that is all of it. */
record RoundEnded(RoundView round) implements Audited {
    @Override
    public String action() {
        return "LETTERS_MADE";
    }

    @Override
    public String detail() {
        var ended = round.state() == RoundState.STOPPED ? ", stopped before the end" : "";
        return round.made() + " of " + round.wanted() + " letters" + ended;
    }
}
