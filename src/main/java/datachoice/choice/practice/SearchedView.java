package datachoice.choice.practice;

import datachoice.core.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search that found somebody.
 *
 * @param only the one person found; null if there are several
 * @param former they are registered nowhere, and nothing is theirs to see but rights to choose for that person
 */
record SearchedView(UUID id, @Nullable PersonId only, boolean former) {}
