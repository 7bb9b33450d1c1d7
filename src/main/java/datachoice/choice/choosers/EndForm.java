package datachoice.choice.choosers;

import org.jspecify.annotations.NullUnmarked;

/**
 * Ending a right.
 *
 * @param why name of one of the reasons that were offered
 */
@NullUnmarked // filled by the browser
record EndForm(String why) {}
