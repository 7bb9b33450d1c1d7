package datachoice.choice.ledger;

import datachoice.core.Base32;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Receipt references: eight characters that are not mistaken for each other when read out, written XXXX-XXXX. */
public final class References {
    private static final int LENGTH = 8;
    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");

    private References() {}

    public static String next() {
        return Base32.written(Base32.random(LENGTH));
    }

    /** Lower case is accepted. Empty for what no reference looks like: each receipt has one address. */
    public static Optional<String> parse(String written) {
        var reference = written.toUpperCase(Locale.ROOT);
        return SHAPE.matcher(reference).matches() ? Optional.of(reference) : Optional.empty();
    }
}
