package datachoice.publication;

/** What somebody wanted to do with a draft cannot be done with it as it is now. */
abstract class DraftRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;

    DraftRefused(String problem) {
        this.problem = problem;
    }

    /** Key of the sentence that says why. */
    String messageKey() {
        return "publishing.problem." + problem;
    }
}
