package datachoice.publication.reach;

import java.util.Map;

/**
 * How often a version reached somebody in a month.
 *
 * @param language of its title, by BCP 47
 * @param times without the ways in which it reached nobody
 */
record ReachView(String slug, String title, String language, int n, Map<Reached, Long> times) {
    /** So few that somebody could be meant are not told. */
    private static final long HIDDEN = 4;

    /** False where every number would be hidden: even that there is one would tell of its reader. */
    boolean saysSomething() {
        return times.values().stream().anyMatch(counted -> counted > HIDDEN);
    }

    /** A number; {@code *} for fewer than 5, also for none, so that nobody sees who comes first. */
    public String shown(Reached how) {
        long counted = times.getOrDefault(how, 0L);
        return counted <= HIDDEN ? "*" : "%,d".formatted(counted);
    }

    /** Of a hundred, against the highest of its column; nothing for what is hidden. */
    public long length(Reached how, Map<Reached, Long> highest) {
        long counted = times.getOrDefault(how, 0L);
        return counted <= HIDDEN ? 0 : Math.max(1, 100 * counted / highest.getOrDefault(how, counted));
    }
}
