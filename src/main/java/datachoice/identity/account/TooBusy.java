package datachoice.identity.account;

/** More passwords wait to be checked than this machine can do in good time. */
public class TooBusy extends RuntimeException {
    public TooBusy() {
        super("Too many passwords at once", null, false, false);
    }
}
