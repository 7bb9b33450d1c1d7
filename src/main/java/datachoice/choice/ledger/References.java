package datachoice.choice.ledger;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Receipt references: eight characters that are not mistaken for each other when read out, written XXXX-XXXX. */
public final class References {
    /** Crockford's base 32: no I, L, O or U. */
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    private static final RandomGenerator RANDOM = new SecureRandom();

    private References() {}

    public static String next() {
        var text = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            text.append(i == 4 ? "-" : "").append(SIGNS.charAt(RANDOM.nextInt(32)));
        }
        return text.toString();
    }

    /** Lower case is accepted. Empty for what no reference looks like. */
    public static Optional<String> parse(String written) {
        var reference = written.toUpperCase(Locale.ROOT);
        return SHAPE.matcher(reference).matches() ? Optional.of(reference) : Optional.empty();
    }
}
