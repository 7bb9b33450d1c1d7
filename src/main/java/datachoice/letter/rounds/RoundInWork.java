package datachoice.letter.rounds;

/** The practice has another round that has not ended. */
class RoundInWork extends RuntimeException {
    RoundInWork() {
        super("letters are being made already");
    }
}
