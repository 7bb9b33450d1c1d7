package datachoice.choice.history;

import datachoice.choice.ledger.DoubtView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody said a choice was not theirs, as its history tells it.
 *
 * @param settled what became of it; null while it is open
 * @param practice name of the practice that settled it; null while it is open
 */
record DoubtNote(
        Instant toldAt,
        DoubtView.@Nullable Settlement settled,
        @Nullable String practice) {}
