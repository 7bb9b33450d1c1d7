package datachoice.choice.history;

import org.jspecify.annotations.NullUnmarked;

/**
 * "This was not me".
 *
 * @param words what happened
 * @param reach how they want to be reached
 */
@NullUnmarked // filled by the browser
record NotMeForm(String words, String reach) {
    static final int LONGEST_WORDS = 1000;
    static final int LONGEST_REACH = 200;
}
