package datachoice.publication.reach;

/** A way in which a version reached somebody. */
enum Reached {
    /** Its page was shown. */
    VIEWED,
    /** Its film was watched to the end, in a browser that runs scripts. */
    PLAYED,
    /** Its film, its recording, its text or its paper was fetched. */
    DOWNLOADED,
    /** A poster was made from it. */
    PRINTED
}
