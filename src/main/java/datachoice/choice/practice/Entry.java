package datachoice.choice.practice;

import datachoice.core.PersonId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which choice of whom, as the page showed it.
 *
 * @param n its number in the ledger
 */
record Entry(PersonId subject, int n) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,9})");

    /** Empty for anything that our pages did not write. */
    static Optional<Entry> parse(String text) {
        var parts = WRITTEN.matcher(text);
        return parts.matches()
                ? PersonId.parse(parts.group(1)).map(subject -> new Entry(subject, Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** What a tick box sends. */
    String written() {
        return subject + "." + n;
    }
}
