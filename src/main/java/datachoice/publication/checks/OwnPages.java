package datachoice.publication.checks;

/** Knows which addresses of this portal answer. */
public interface OwnPages {
    /**
     * @param path such as {@code /about}, without what stands after {@code ?} or {@code #}
     * @param anchor the part after {@code #}; empty without
     * @return true if somebody who is not signed in gets a page there, and it has such a place
     */
    boolean answer(String path, String anchor);
}
