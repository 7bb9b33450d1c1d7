package datachoice.publication;

import datachoice.audit.Audited;

/** A version of an item went live. */
public record ContentPublished(String slug, int n) implements Audited {
    @Override
    public String action() {
        return "CONTENT_PUBLISHED";
    }

    @Override
    public String detail() {
        return slug + " version " + n;
    }
}
