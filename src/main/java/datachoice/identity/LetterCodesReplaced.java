package datachoice.identity;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;

/**
 * Codes that somebody was given in letters work no more, because a new letter takes their place. What of them is not printed
 * yet need not be.
 *
 * @param practice where they are registered
 */
public record LetterCodesReplaced(PersonId person, OdsCode practice) {}
