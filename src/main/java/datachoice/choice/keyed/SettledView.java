package datachoice.choice.keyed;

import datachoice.choice.ledger.DoubtView;
import org.jspecify.annotations.Nullable;

/**
 * What became of a doubt.
 *
 * @param mine whoever reads it settled it
 * @param colleague who did; null for somebody who no longer works here
 */
record SettledView(
        DoubtView.Settlement settlement,
        boolean mine,
        @Nullable String colleague) {}
