package datachoice.choice.keyed;

import datachoice.choice.DoubtOutcome;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * What became of a doubt that no correction and no newly keyed choice settled.
 *
 * @param outcome name of one of {@link #OFFERED}
 * @param note for the person to read
 */
@NullUnmarked // filled by the browser
record SettlingForm(String outcome, String note) {
    static final List<DoubtOutcome> OFFERED = List.of(DoubtOutcome.STANDS, DoubtOutcome.REPLACED);
    static final int LONGEST_NOTE = 500;
}
