package datachoice.identity;

/** More passwords wait to be checked than this machine can do in good time. */
class TooBusy extends RuntimeException {
    TooBusy() {
        super("Too many passwords at once", null, false, false);
    }
}
