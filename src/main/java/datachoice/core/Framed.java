package datachoice.core;

/**
 * The one page that other websites may show inside of theirs. An answer may be framed only if it is this page's and says so
 * itself; every other answer, also a refusal at this address, stays out of frames.
 */
public final class Framed {
    public static final String ADDRESS = "/embed/film";

    /** Stricter than that of other pages in all but the frame: no scripts, no forms. */
    public static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

    private Framed() {}
}
