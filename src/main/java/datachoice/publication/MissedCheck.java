package datachoice.publication;

import datachoice.publication.checks.Check;

/**
 * A check that a draft did not pass when its time came, as it is kept beside the draft.
 *
 * @param key of the sentence that says what it demands; a release that does not know it any more says nothing
 * @param argument of that sentence; empty for most
 */
record MissedCheck(String key, String argument) {
    static MissedCheck of(Check check) {
        return new MissedCheck(check.key(), check.argument());
    }

    /** As {@link #stored()} wrote it. Neither part has spaces of its own. */
    static MissedCheck read(String stored) {
        var parts = stored.split(" ", 2);
        return new MissedCheck(parts[0], parts.length == 1 ? "" : parts[1]);
    }

    String stored() {
        return argument.isEmpty() ? key : key + " " + argument;
    }
}
