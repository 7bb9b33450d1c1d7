package datachoice.choice.history;

import datachoice.choice.CorrectionReason;
import org.jspecify.annotations.Nullable;

/**
 * That staff of a practice keyed a choice or a correction.
 *
 * @param practice its name
 * @param why null for a choice
 */
record KeyedNote(String practice, @Nullable CorrectionReason why) {
    public boolean correction() {
        return why != null;
    }
}
