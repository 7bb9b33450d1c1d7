package datachoice.letter.rounds;

import datachoice.audit.Audited;

/** A lead has letters made. Each person sees for themselves that there is one for them; {@link RoundEnded} says how many. */
record RoundOrdered(RoundWhom whom, int wanted) implements Audited {
    @Override
    public String action() {
        return "LETTERS_ORDERED";
    }

    @Override
    public String detail() {
        return wanted + " letters, "
                + (whom == RoundWhom.NEVER
                        ? "never had one"
                        : "never had one, or one that is too old or went to a former address");
    }
}
