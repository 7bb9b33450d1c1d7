package datachoice.publication;

import datachoice.audit.Audited;

/** A version of an item was taken back while it was live. */
record ContentWithdrawn(String slug, int n) implements Audited {
    @Override
    public String action() {
        return "CONTENT_WITHDRAWN";
    }

    @Override
    public String detail() {
        return slug + " version " + n;
    }
}
