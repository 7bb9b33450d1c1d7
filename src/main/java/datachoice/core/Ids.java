package datachoice.core;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Opaque ids, ordered by time of making so that the database's indexes stay compact. Never secrets. */
public final class Ids {
    private static final NoArgGenerator NEXT = Generators.timeBasedEpochRandomGenerator();
    private static final Pattern WRITTEN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Ids() {}

    /** A new UUID of version 7. */
    public static UUID next() {
        return NEXT.generate();
    }

    /** Empty for anything but the 36 lower-case characters; {@link UUID#fromString} would accept much more. */
    public static Optional<UUID> parse(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
