package datachoice.identity;

import datachoice.core.PersonId;
import java.util.Collection;

/**
 * Codes that people were given in letters work no more, because a new letter takes their place, or because it would be found
 * by whoever lives there now. What of them is not printed yet need not be. Comes for many at once.
 */
public record LetterCodesReplaced(Collection<PersonId> people) {}
