package datachoice.identity.session;

import datachoice.core.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What somebody signed in with, as the session stores it: {@code account:…} or {@code letter:…}. */
public record Login(Kind kind, UUID id) {
    public enum Kind {
        ACCOUNT,
        LETTER
    }

    public static Login account(UUID id) {
        return new Login(Kind.ACCOUNT, id);
    }

    public static Login letter(UUID id) {
        return new Login(Kind.LETTER, id);
    }

    /** Empty for anything that {@link #toString()} has not written. */
    static Optional<Login> parse(String text) {
        for (var kind : Kind.values()) {
            var start = kind.name().toLowerCase(Locale.ROOT) + ":";
            if (text.startsWith(start)) {
                return Ids.parse(text.substring(start.length())).map(id -> new Login(kind, id));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
