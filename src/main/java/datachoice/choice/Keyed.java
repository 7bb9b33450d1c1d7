package datachoice.choice;

import datachoice.core.OdsCode;
import java.time.LocalDate;

/**
 * How a choice came to a practice whose staff keyed it.
 *
 * @param channel {@link ChoiceChannel#PAPER}, {@link ChoiceChannel#CALL_CENTRE} or {@link ChoiceChannel#PRACTICE_STAFF}
 * @param decidedOn the date on the paper, or the day on which it was said
 */
public record Keyed(OdsCode practice, ChoiceChannel channel, LocalDate decidedOn) {}
