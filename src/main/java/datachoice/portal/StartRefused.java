package datachoice.portal;

/** The portal does not start with these settings. The message is one line for the person at the console. */
class StartRefused extends RuntimeException {
    StartRefused(String line) {
        super(line);
    }
}
