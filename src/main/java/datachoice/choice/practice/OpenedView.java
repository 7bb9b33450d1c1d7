package datachoice.choice.practice;

import datachoice.person.PersonView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone of the practice whose record is open.
 *
 * @param reason why, as the patient reads it
 * @param search the search that found them; null if they were opened from a list
 */
public record OpenedView(
        PersonView person, String reason, @Nullable UUID search) {}
