package datachoice.choice.practice;

import org.jspecify.annotations.NullUnmarked;

/**
 * Why the list is taken out.
 *
 * @param reason name of a {@link LookReason}
 * @param reasonText in words, for {@link LookReason#OTHER}
 */
@NullUnmarked // filled by the browser
record ExportForm(String reason, String reasonText) {}
