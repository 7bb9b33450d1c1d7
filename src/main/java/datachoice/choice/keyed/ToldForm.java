package datachoice.choice.keyed;

import org.jspecify.annotations.NullUnmarked;

/**
 * Somebody phones or comes about a choice that is not theirs.
 *
 * @param reference of that choice, as on the letter
 * @param words what they say
 * @param reach how they want to be reached
 */
@NullUnmarked // filled by the browser
record ToldForm(String reference, String words, String reach) {}
