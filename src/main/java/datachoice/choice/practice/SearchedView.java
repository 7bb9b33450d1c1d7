package datachoice.choice.practice;

import datachoice.core.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search that found somebody.
 *
 * @param only the one person found; null if there are several
 */
record SearchedView(UUID id, @Nullable PersonId only) {}
