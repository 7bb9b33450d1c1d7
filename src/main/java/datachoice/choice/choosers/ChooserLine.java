package datachoice.choice.choosers;

import datachoice.person.RightView;
import org.jspecify.annotations.Nullable;

/**
 * A right as the page shows it.
 *
 * @param name of whoever may choose
 * @param here it was recorded at this practice
 * @param recorder who recorded it here; null for somebody who no longer works here
 */
record ChooserLine(
        RightView right,
        String name,
        boolean here,
        @Nullable String recorder) {}
