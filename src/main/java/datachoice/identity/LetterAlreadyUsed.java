package datachoice.identity;

/** A choice was saved with this letter before; its code is void. */
public class LetterAlreadyUsed extends RuntimeException {
    LetterAlreadyUsed() {
        super("A choice was saved with this letter before");
    }
}
