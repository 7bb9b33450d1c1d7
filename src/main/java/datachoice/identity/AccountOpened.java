package datachoice.identity;

import datachoice.core.PersonId;
import java.time.Instant;

/**
 * An account that can choose for this person was opened with a letter. They are told by post: whoever opened it may have
 * opened their post, too, but cannot know when the next letter comes.
 *
 * @param person whose letter it was
 */
public record AccountOpened(PersonId person, Instant at) {}
