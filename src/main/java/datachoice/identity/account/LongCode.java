package datachoice.identity.account;

import datachoice.core.Base32;
import datachoice.core.SecretKeys;
import java.util.Optional;

/**
 * A code that opens an account at work: 80 bits, so that nobody finds one by trying, as sixteen characters that are hard
 * to mistake for each other.
 *
 * @param characters sixteen of {@link Base32}
 */
public record LongCode(String characters) {
    private static final int LENGTH = 16;

    /** What a code is for; one kind is never taken for the other. */
    public enum Use {
        INVITATION,
        FIRST_ADMIN
    }

    public static LongCode random() {
        return new LongCode(Base32.random(LENGTH));
    }

    /** Reads what people type, as {@link Base32#read} does. Empty for what cannot be a code. */
    public static Optional<LongCode> parse(String typed) {
        return Base32.read(typed, LENGTH).map(LongCode::new);
    }

    /** As it is shown: XXXX-XXXX-XXXX-XXXX. */
    public String written() {
        return characters.replaceAll("(....)(?=.)", "$1-");
    }

    /** As it is stored: nobody can tell the code from it, or make one, without the portal's key. */
    public byte[] mark(SecretKeys keys, Use use) {
        return keys.mark("long-code", use + " " + characters);
    }

    @Override
    public String toString() {
        return "LongCode[]"; // never in a log
    }
}
