package datachoice.core;

import java.util.Optional;
import java.util.UUID;

/**
 * A person, by the opaque id that everything but the register itself uses. Says nothing about the person.
 *
 * @param value a UUID of version 7
 */
public record PersonId(UUID value) {
    public static PersonId next() {
        return new PersonId(Ids.next());
    }

    /** Empty for anything that is not written as a UUID is written. */
    public static Optional<PersonId> parse(String text) {
        return Ids.parse(text).map(PersonId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
